export { type WechatConfig, wechatConfigSchema } from './config.ts'
export { wechatChannel } from './send.ts'
