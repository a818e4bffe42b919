import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { PORTS } from './ports.ts'

const port = z.number().int().min(1).max(65_535)

/** What a demonstration keeps from run to run besides its database: where it listens, and its made-up secrets. */
const keptSchema = z.strictObject({
  ports: z.strictObject({ server: port, mailbox: port, authority: port, shop: port, smtp: port }),
  secrets: z.strictObject({
    installation: z.string(),
    encryption: z.string(),
    index: z.string(),
    webhook: z.string(),
    operator: z.string(),
    till: z.string(),
  }),
})
export type Kept = z.infer<typeof keptSchema>

const fileIn = (folder: string): string => path.join(folder, 'demo.json')

/** Of the first run on; throws what the system or zod says about a file that was damaged. */
export async function readKept(folder: string): Promise<Kept> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(fileIn(folder), 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return firstKept()
    throw error
  }
}

/** Whole or not at all: a crash in the middle leaves the file before. */
export async function writeKept(folder: string, kept: Kept): Promise<void> {
  await writeWhole(fileIn(folder), JSON.stringify(kept, null, 2))
}

/** Readable by its owner alone: what the demonstration writes holds secrets, if made-up ones. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(`${file}.partial`, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.datasync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.partial`, file)
}

const secret = (): string => randomBytes(24).toString('base64url')

const firstKept = (): Kept => ({
  ports: PORTS,
  secrets: { installation: secret(), encryption: secret(), index: secret(), webhook: secret(), operator: secret(), till: secret() },
})
