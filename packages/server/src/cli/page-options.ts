import type { Page } from '@openfapiao/core'
import { type Command, InvalidArgumentError } from 'commander'
import { Stop } from './command.ts'
import { EXIT } from './exit-codes.ts'

export interface PageOptions {
  readonly limit: number
  readonly cursor?: string
}

const MOST = 1000

/** What every list takes. */
export function pageOptions(command: Command): Command {
  return command
    .option('--limit <rows>', `每页行数 rows of one page (1–${MOST})`, wholeNumber, 50)
    .option('--cursor <cursor>', '上一页给出的游标 the cursor that the page before gave')
}

/** A row count as commander calls for one. */
export function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > MOST) throw new InvalidArgumentError(`1–${MOST}`)
  return number
}

/** Stores throw RangeError on a cursor that they never gave. */
export async function askPage<T>(ask: () => Promise<Page<T>>): Promise<Page<T>> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Stop(EXIT.usage, { zh: '--cursor 不是此列表给出的值。', en: '--cursor is not one that this list gave.' })
  }
}
