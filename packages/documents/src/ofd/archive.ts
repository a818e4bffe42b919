import { buffer } from 'node:stream/consumers'
import { fromBufferPromise, type ZipFile } from 'yauzl'
import { type Unreadable, unreadable } from '../unreadable.ts'

/** Files of a zip by their path, without a leading slash. */
export type Archive = { readonly is: 'archive'; readonly files: ReadonlyMap<string, Uint8Array> } | Unreadable

/** An OFD of an invoice holds some twenty files, fonts and pictures among them. */
const MOST_FILES = 500
const MOST_BYTES = 32 * 1024 * 1024

/** Unpacks into memory. A file that is larger than the archive says ends the reading, so no archive can grow beyond what it announces. */
export async function unpack(bytes: Uint8Array): Promise<Archive> {
  try {
    return await filesOf(await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true }))
  } catch (fault) {
    // The reader of archives knows no other way to say that one is broken.
    if (fault instanceof Error) return unreadable('不是完整的 ZIP 压缩包', `it is no whole ZIP archive (${fault.message})`)
    throw fault
  }
}

async function filesOf(zip: ZipFile): Promise<Archive> {
  const files = new Map<string, Uint8Array>()
  let announced = 0
  for await (const entry of zip.eachEntry()) {
    announced += entry.uncompressedSize
    if (files.size >= MOST_FILES) return unreadable(`压缩包内超过 ${MOST_FILES} 个文件`, `it holds more than ${MOST_FILES} files`)
    if (announced > MOST_BYTES) return unreadable(`解压后超过 ${MOST_BYTES} 字节`, `it unpacks to more than ${MOST_BYTES} bytes`)
    if (entry.fileName.endsWith('/')) continue
    if (files.has(entry.fileName)) return unreadable(`文件 ${entry.fileName} 重复`, `it holds the file ${entry.fileName} twice`)
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  }
  return { is: 'archive', files }
}
