import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, vi } from 'vitest'

/** What a command left behind: its two streams and its exit code. */
export interface Ran {
  readonly out: string
  readonly err: string
  readonly code: number
}

/** Runs a command's action inside this process with its streams caught. */
export async function ran(action: () => Promise<void>): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const before = process.exitCode
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation(text => out.push(String(text)) > 0)
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation(text => err.push(String(text)) > 0)
  try {
    await action()
    return { out: out.join(''), err: err.join(''), code: Number(process.exitCode ?? 0) }
  } finally {
    stdout.mockRestore()
    stderr.mockRestore()
    process.exitCode = before
  }
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
