export { type EmailConfig, emailConfigSchema } from './config.ts'
export { type ComposedLetter, composeLetter } from './letter.ts'
export { emailChannel } from './send.ts'
