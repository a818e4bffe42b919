export type { EditionText } from './file.ts'
export { keepEdition, type OpenEditions, openEditions, readEditions } from './folder.ts'
