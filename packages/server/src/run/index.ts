export { type Running, type RunOptions, run } from './run.ts'
