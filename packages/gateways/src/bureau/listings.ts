import {
  type CodeEntry,
  type CodesAnswer,
  type Decimal,
  divide,
  type FileAnswer,
  type FileFormat,
  type QuotaAnswer,
  type RatesAnswer,
} from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { codesSchema, fileSchema, quotaSchema, ratesSchema } from './answers.ts'
import type { Reply } from './caller.ts'
import { whyOf } from './connection.ts'

const messageOf = (reply: Reply): unknown => (reply.is === 'reply' && reply.verdict.is === 'ok' ? reply.message : undefined)

/** 授信额度 of the month. */
export function quotaOf(reply: Reply): QuotaAnswer {
  const { data } = quotaSchema.safeParse(messageOf(reply))
  return data ? { is: 'quota', month: data.sq, totalFen: data.zsxed, usedFen: data.ysysxed, leftFen: data.kysyed } : failed(reply)
}

/** 税收分类编码, all of them or what changed since the last stamp. */
export function codesOf(reply: Reply): CodesAnswer {
  const { data } = codesSchema.safeParse(messageOf(reply))
  if (!data) return failed(reply)
  const entries = data.ssbmList.map(
    (row): CodeEntry => ({
      code: row.sphfwssflhbbm,
      name: row.sphfwmc,
      shortName: row.sphfwfljc,
      rates: percents(row.zzssl ?? ''),
      summary: row.sfhzx === 'Y',
    }),
  )
  return { is: 'codes', version: data.bbh, entries, cursor: data.sjc }
}

/** `13%、9%` → 0.13, 0.09. Words such as 免税 are no rates. */
const percents = (text: string): Decimal[] =>
  [...text.matchAll(/(\d+(?:\.\d+)?)\s*[%％]/g)].flatMap(([, percent]) => (percent === undefined ? [] : [divide(percent, '100', 6)]))

/** 可用税率 and 征收率 with their dates. */
export function ratesOf(reply: Reply): RatesAnswer {
  const { data } = ratesSchema.safeParse(messageOf(reply))
  if (!data) return failed(reply)
  return { is: 'rates', rates: data.slList.map(({ slzsl, csxz, yxqq, yxqz }) => ({ rate: slzsl, levy: csxz === '2', from: yxqq, until: yxqz })) }
}

const failed = (reply: Reply): { is: 'failed'; why: string } => ({
  is: 'failed',
  why: messageOf(reply) === undefined ? whyOf(reply) : 'unreadable answer',
})

/** The file's bytes, if they are what the hash says and look like their format (gateways.md 14). A damaged one is fetched again. */
export function fileOf(reply: Reply, format: FileFormat): FileAnswer {
  if (reply.is === 'reply' && (reply.verdict.is === 'nothing' || reply.verdict.is === 'dead')) return { is: 'never', why: whyOf(reply) }
  if (reply.is !== 'reply' || reply.verdict.is !== 'ok') return { is: 'later', why: whyOf(reply) }
  const { data } = fileSchema.safeParse(reply.message)
  if (!data) return { is: 'later', why: 'unreadable answer' }
  const bytes = Buffer.from(data.wjnr, 'base64')
  if (sm3(bytes) !== data.wjhash) return { is: 'later', why: 'the bytes do not have the hash that came with them' }
  return MAGIC[format].test(bytes.subarray(0, 16).toString('latin1')) ? { is: 'file', bytes } : { is: 'later', why: `the bytes are not ${format}` }
}

/** How a file of each format begins; an OFD is a zip; an XML may have a byte order mark. */
const MAGIC: Readonly<Record<FileFormat, RegExp>> = { pdf: /^%PDF-/, ofd: /^PK/, xml: /^(\xef\xbb\xbf)?\s*</ }
