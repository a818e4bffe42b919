export { type AppOptions, createApp } from './app.ts'
export { LIMITS, type Limits } from './limits.ts'
