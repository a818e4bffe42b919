export { type MapImport, type MapImportOptions, readMap } from './read.ts'
export { writeMap } from './write.ts'
