export * from './codes.ts'
export * from './map.ts'
