import type { Members } from '../tree.ts'

/** How a message is written down. `read` answers undefined for what is no message. */
export interface Format {
  readonly contentType: string
  read(text: string): unknown
  write(reply: Members): string
}
