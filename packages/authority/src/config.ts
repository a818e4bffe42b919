import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { aisinoSchema } from './aisino/settings.ts'
import { baiwangSchema } from './baiwang/settings.ts'
import { appSchema } from './bureau/app.ts'
import { kingdeeSchema } from './kingdee/settings.ts'
import { leqiSchema } from './leqi/platform.ts'
import { nuonuoSchema } from './nuonuo/app.ts'

const taxNumber = z.string().regex(/^[0-9A-Z]{15,20}$/, '15 to 20 digits or capitals')
const fen = z.int().min(0)
const seconds = z.number().min(0)

const sellerSchema = z.strictObject({
  taxNumber,
  name: z.string().min(1),
  kind: z.enum(['general', 'smallScale']).default('general'),
  monthlyQuotaFen: fen.default(10_000_000_000).describe('授信额度, fen a month, tax included'),
  region: z
    .string()
    .regex(/^\d{2}$/, 'two digits')
    .default('11')
    .describe('digits 3 and 4 of its invoice numbers'),
})

const editionSchema = z.strictObject({
  version: z.string().min(1),
  source: z.string().min(1),
  entries: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{19}$/, '19 digits'),
      name: z.string().min(1),
      shortName: z.string().min(1),
      rates: z.array(z.string().regex(/^0\.\d+$/, 'a decimal such as 0.13')).describe('statutory rates, several where the seller chooses'),
      summary: z.boolean().optional().describe('汇总项: no invoice may carry it'),
    }),
  ),
})

/** What the demonstration uses everywhere: made-up, and a key that stands in the SM4 standard. */
const DEMO_SELLER = { taxNumber: '91110000DEMO00001X', name: '演示销方有限公司' }
const DEMO_APP = { appId: 'demo', secret: 'DemoSecret1', sm4Key: '0123456789abcdeffedcba9876543210', taxNumbers: [DEMO_SELLER.taxNumber] }

const DEMO_LEQI = { platforms: [{ id: 'P0001', sm4Key: DEMO_APP.sm4Key, taxNumbers: DEMO_APP.taxNumbers }] }

const DEMO_BAIWANG = {
  apps: [{ appKey: '10001', appSecret: 'DemoSecret2', username: 'demo', password: 'pwd1', passwordSalt: 'salt1', taxNumbers: DEMO_APP.taxNumbers }],
}

const DEMO_KINGDEE = {
  apps: [
    {
      appId: 'demo',
      appSecret: 'DemoSecret3',
      accountId: '1000001',
      user: '13900000000',
      businessSystemCode: 'SHOP',
      taxNumbers: DEMO_APP.taxNumbers,
    },
  ],
}

const DEMO_AISINO = { apps: [{ authCode: 'AUTHCODE01', orgCode: 'ORG001', taxNumbers: DEMO_APP.taxNumbers }] }

/** How a sandbox authority is set up. Everything has a default: without any settings it serves the demonstration's seller from memory. */
export const authorityConfigSchema = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65535).default(8099).describe('0: any free one'),
  directory: z.string().min(1).optional().describe('folder of the ledger; without one it forgets everything with the process'),
  sellers: z.array(sellerSchema).min(1).prefault([DEMO_SELLER]),
  apps: z.array(appSchema).min(1).prefault([DEMO_APP]),
  nuonuo: nuonuoSchema.prefault({}).describe('the front that speaks as the Nuonuo open platform'),
  leqi: leqiSchema.prefault(DEMO_LEQI).describe('税务总局 乐企: who may connect directly'),
  baiwang: baiwangSchema.prefault(DEMO_BAIWANG).describe('百望云 open platform'),
  kingdee: kingdeeSchema.prefault(DEMO_KINGDEE).describe('金蝶发票云 旗舰版, piaozone'),
  aisino: aisinoSchema.prefault(DEMO_AISINO).describe('航信 爱信诺云税, 51fapiao'),
  delays: z
    .strictObject({
      visibleSeconds: seconds.optional(),
      issueSeconds: seconds.optional(),
      redSeconds: seconds.optional(),
      pdfSeconds: seconds.optional(),
      xmlSeconds: seconds.optional(),
    })
    .default({})
    .describe('how long things take; see the README for what each means'),
  partialRed: z.enum(['always', 'afterBooking', 'never']).default('always').describe('部分红冲: practice, or the official text'),
  edition: editionSchema.optional().describe('税收分类编码 list; without one the 1 090 common codes that are shipped'),
  tls: z
    .strictObject({ cert: z.string(), key: z.string(), clientCa: z.string().optional() })
    .optional()
    .describe('HTTPS, PEM texts; with clientCa nobody is answered without a client certificate of that authority'),
  adminToken: z
    .string()
    .min(8)
    .optional()
    .describe('opens /admin and the status page from other machines; without one they answer this machine alone'),
})
export type AuthorityConfig = z.output<typeof authorityConfigSchema>
export type AuthorityConfigInput = z.input<typeof authorityConfigSchema>

/** Settings of a JSON file. A text `file:name` stands for the content of that file, beside the settings, without its last line end. Throws for what cannot be read. */
export function readConfig(path: string): unknown {
  const folder = dirname(path)
  return JSON.parse(readFileSync(path, 'utf8'), (_, value: unknown) => {
    const named = typeof value === 'string' ? /^file:(.+)$/.exec(value)?.[1] : undefined
    return named === undefined ? value : readFileSync(resolve(folder, named), 'utf8').replace(/\r?\n$/, '')
  })
}
