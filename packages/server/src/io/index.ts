export { openIo } from './open-io.ts'
