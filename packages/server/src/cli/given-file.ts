import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fault } from '@openfapiao/core'
import { type Cli, Stop } from './command.ts'
import { EXIT } from './exit-codes.ts'

/** The bytes of a file that was named on the command line, from where the person stands. */
export async function givenFile(file: string, cli: Cli): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cli.cwd, file))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Stop(EXIT.usage, { zh: '无法读取文件。', en: 'The file cannot be read.', faults: [fault('FILE_UNREADABLE', '', { file, why })] })
  }
}
