import { mapRuleSchema, policySchema, sellerSchema } from '@openfapiao/core'
import { z } from 'zod'

const key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '小写字母、数字、连字符，最多 32 位 lower-case letters, digits and hyphens, at most 32')
  .describe('a name of your own; it stands in rows and audit events and never changes')

const secret = z.string().min(16, '至少 16 个字符 at least 16 characters')

const database = z.discriminatedUnion('client', [
  z.strictObject({ client: z.enum(['better-sqlite3', 'sqlite3']), file: z.string().min(1).describe('数据库文件 database file') }),
  z.strictObject({
    client: z.literal('pg'),
    url: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'postgres://user:password@host:port/database')
      .describe('a secret: write {"env": "DATABASE_URL"}'),
    schema: z
      .string()
      .regex(/^[a-z_][a-z0-9_]{0,62}$/, '小写字母、数字、下划线 lower-case letters, digits and underscores')
      .default('openfapiao'),
    connections: z.number().int().min(1).max(200).default(10).describe('connections of one process'),
  }),
])

const seller = z.strictObject({
  key,
  seller: sellerSchema,
  gateway: z.strictObject({ identifier: z.string().min(1), config: z.unknown() }).describe('开票通道 gateway and its settings'),
})

const store = z
  .strictObject({
    platform: z.string().min(1).describe('identifier of a connector'),
    store: z.string().min(1).describe("the store's name at the platform"),
    seller: key.describe('key of the seller that issues'),
    policy: policySchema.prefault({}),
    taxMap: z.array(mapRuleSchema).optional(),
    taxMapFile: z.string().min(1).optional().describe('a JSON file with the rules, from the folder of this file'),
  })
  .refine(s => s.taxMap === undefined || s.taxMapFile === undefined, {
    path: ['taxMapFile'],
    message: 'taxMap 与 taxMapFile 只能写一个 give taxMap or taxMapFile, not both',
  })

const operator = z.strictObject({
  name: key.describe('who this is, in audit events'),
  key: secret.describe('bearer key of /api; a secret'),
})

const worker = z.strictObject({
  name: z.string().min(1).max(60).optional().describe('name in leases and logs; default host name and process id'),
  batch: z.number().int().min(1).max(500).optional(),
  turns: z.number().int().min(1).max(32).optional().describe('rounds over documents under way at once'),
  restMs: z.number().int().min(10).max(60_000).optional(),
  sweepSeconds: z.number().int().min(0).max(86_400).optional().describe('对账巡检间隔 seconds between sweeps; 0: none'),
  leaseSeconds: z
    .number()
    .int()
    .min(10)
    .max(3_600)
    .optional()
    .describe('租约：进程被杀后多久由他人接手；须长于通道超时 how long a row stays with a worker that died; longer than any call to a gateway takes'),
})

/** `fapiao.config.json` once its references are resolved. Paths are relative to its folder; every secret is `{"env": "NAME"}` in the file. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  environment: z
    .enum(['production', 'sandbox'])
    .default('production')
    .describe('sandbox: secrets may stand in the file, and production gateways are refused'),
  installation: secret.describe('安装标识 must equal the one in the database'),
  encryption: z
    .strictObject({
      keys: z
        .array(z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/), secret }))
        .min(1)
        .describe('newest first: the first seals, all open'),
      indexSecret: secret.describe('keys the blind index; never changes'),
    })
    .describe('静态加密 encryption at rest'),
  database,
  directory: z.string().min(1).default('data').describe('版式文件与锚点 files and anchors'),
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/+$/, ''))
    .describe('address at which buyers reach this server'),
  listen: z
    .strictObject({
      host: z.string().min(1).default('127.0.0.1'),
      port: z.number().int().min(0).max(65_535).default(8080),
      proxyHops: z.number().int().min(0).max(10).default(0).describe('proxies in front that write X-Forwarded-For'),
    })
    .prefault({}),
  sellers: z.array(seller).min(1),
  stores: z.array(store).default([]),
  connectors: z.array(z.strictObject({ module: z.string().min(1), config: z.unknown() })).default([]),
  channels: z.array(z.strictObject({ channel: z.string().min(1), config: z.unknown() })).default([]),
  operators: z.array(operator).default([]),
  metrics: z.strictObject({ token: secret.optional() }).prefault({}),
  worker: worker.prefault({}),
  anchors: z
    .strictObject({
      folder: z.string().min(1).default('anchors').describe('from directory; best on another machine'),
      everyHours: z.number().min(1).max(168).default(24),
    })
    .prefault({}),
})

export type ConfigFile = z.output<typeof configSchema>

/** What the file may leave out because everybody wants it so: the names of three variables. */
export const SECRET_DEFAULTS = Object.freeze({
  installation: { env: 'FAPIAO_INSTALLATION' },
  encryption: { keys: [{ id: 'k1', secret: { env: 'FAPIAO_KEY' } }], indexSecret: { env: 'FAPIAO_INDEX_KEY' } },
})
