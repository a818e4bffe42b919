export * from './hold.ts'
export * from './lane.ts'
export * from './request.ts'
export * from './retry.ts'
