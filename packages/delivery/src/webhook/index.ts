export { type WebhookConfig, webhookConfigSchema } from './config.ts'
export { webhookChannel } from './send.ts'
