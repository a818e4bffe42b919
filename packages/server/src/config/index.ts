export type { Config } from './config.ts'
export { CONFIG_FILE, configOf, readConfig } from './read.ts'
export type { Env } from './references.ts'
export { configSchema } from './schema.ts'
