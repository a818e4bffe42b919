import { type FileHandle, mkdir, open, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { sm3 } from '@openfapiao/gm'

/** A mail as it was received. `id` sorts by time of receipt and is the name of its file. */
export interface Mail {
  readonly id: string
  readonly receivedAt: Date
  readonly messageId: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly MailFile[]
}
export interface MailFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  /** SM3 of the bytes, 64 hex: comparable with the hash that the authority gives for its file. */
  readonly sm3: string
}

/** Mails as files in a folder, the bytes of the wire untouched: `<milliseconds>-<count>.eml`. */
export interface Mailbox {
  /** Durable when it resolves. */
  keep(bytes: Uint8Array, at: Date): Promise<void>
  /** Newest first. */
  mails(): Promise<readonly Mail[]>
  mail(id: string): Promise<Mail | undefined>
}

export async function openMailbox(folder: string): Promise<Mailbox> {
  await mkdir(folder, { recursive: true })
  const parsed = new Map<string, Promise<Mail>>()
  let count = 0

  const read = (id: string): Promise<Mail> => {
    const known = parsed.get(id) ?? parse(id, path.join(folder, `${id}.eml`))
    parsed.set(id, known)
    return known
  }
  const ids = async (): Promise<string[]> =>
    (await readdir(folder))
      .filter(name => name.endsWith('.eml'))
      .map(name => name.slice(0, -'.eml'.length))
      .sort()

  return {
    async keep(bytes, at) {
      const id = `${at.getTime()}-${String(++count).padStart(6, '0')}`
      await writeDurably(path.join(folder, `${id}.eml`), bytes)
    },
    mails: async () => Promise.all((await ids()).reverse().map(read)),
    mail: async id => ((await ids()).includes(id) ? read(id) : undefined),
  }
}

/** `wx`: a mail is never written over another one. */
async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, 'wx')
    await handle.writeFile(bytes)
    await handle.datasync()
  } finally {
    await handle?.close()
  }
}

async function parse(id: string, file: string): Promise<Mail> {
  const { simpleParser } = await import('mailparser')
  const mail = await simpleParser(await readFile(file))
  return {
    id,
    receivedAt: new Date(Number(id.split('-')[0])),
    messageId: mail.messageId ?? '',
    from: mail.from?.text ?? '',
    to: [mail.to ?? []]
      .flat()
      .map(to => to.text)
      .join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    attachments: mail.attachments.map(({ filename = 'file', contentType, content }) => ({
      name: filename,
      type: contentType,
      bytes: content,
      sm3: sm3(content),
    })),
  }
}
