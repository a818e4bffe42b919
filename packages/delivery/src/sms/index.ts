export { type SmsConfig, smsConfigSchema } from './config.ts'
export { smsChannel } from './send.ts'
