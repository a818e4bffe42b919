export { anchorChains } from './anchored.ts'
export { everyHours } from './daily.ts'
