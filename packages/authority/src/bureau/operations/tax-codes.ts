import type { CodeEntry } from '@openfapiao/core'
import { z } from 'zod'
import { exact, textOf, times } from '../../ledger/exact.ts'
import { optionalText, text } from '../messages/shapes.ts'
import { ok } from '../reply.ts'
import type { Members } from '../tree.ts'
import { operation } from './operation.ts'

/** The whole list the first time; nothing more until there is a newer edition than the one that `sjc` names. */
export const taxCodes = operation({
  path: '/api/v1/tax-codes',
  request: z.object({ nsrsbh: text(20), sjc: optionalText(14) }),
  actor: request => request.nsrsbh,
  answer({ sjc }, { codes }) {
    const stamp = stampOf(codes.version)
    const fresh = (sjc ?? '') < stamp
    return ok({ sjc: stamp, bbh: codes.version, ssbmList: fresh ? codes.entries.map(row) : [] })
  },
})

/** `2026.6.1` → `20260601000000` */
const stampOf = (version: string): string =>
  version
    .split(/\D/)
    .map(part => part.padStart(2, '0'))
    .join('')
    .slice(0, 8)
    .padEnd(14, '0')

const row = ({ code, name, shortName, rates, summary }: CodeEntry): Members => ({
  sphfwssflhbbm: code,
  sphfwmc: name,
  sphfwfljc: shortName,
  zzssl: rates.map(r => `${textOf(times(exact(r), exact('100')))}%`).join('、'),
  sfhzx: summary ? 'Y' : 'N',
})
