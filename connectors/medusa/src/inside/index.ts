export type * from './contract.ts'
export { openEngine } from './engine.ts'
