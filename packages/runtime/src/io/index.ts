export { maskOf } from './mask.ts'
export { type IoOptions, type OpenIo, openIo } from './open-io.ts'
