export { type MailSink, startMailSink } from './mail-sink.ts'
export type { Mail } from './mailbox.ts'
