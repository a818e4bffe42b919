export { readAnchors, writeAnchors } from './anchors.ts'
export { everyHours } from './daily.ts'
