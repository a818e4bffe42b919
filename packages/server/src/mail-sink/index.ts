export { type MailSink, startMailSink } from './mail-sink.ts'
export type { Mail, Mailbox, MailFile } from './mailbox.ts'
