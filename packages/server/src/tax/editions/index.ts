export type { EditionText, KnownRate } from './file.ts'
export { codesFolder, type KeptEdition, keepEdition, type OpenEditions, openEditions, readEditions } from './folder.ts'
