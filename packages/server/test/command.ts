import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { main } from '../src/cli/main.ts'

/** What a command left behind: its two streams, its exit code, and stdout read as JSON where it is. */
export interface Ran {
  readonly out: string
  readonly err: string
  readonly code: number | undefined
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the command printed
  readonly json: any
}

/** Runs a command line inside this process, standing in `cwd`. */
export async function fapiao(words: readonly string[], cwd: string): Promise<Ran> {
  let out = ''
  let err = ''
  let code: number | undefined
  await main(words, {
    env: {},
    cwd,
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    end: exitCode => {
      code = exitCode
    },
  })
  return { out, err, code, json: out.startsWith('{') ? JSON.parse(out) : undefined }
}

/** A folder of its own for each test file, removed at the end. */
export async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fapiao-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export async function write(folder: string, name: string, content: unknown): Promise<string> {
  await writeFile(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}
