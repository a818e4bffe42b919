import { mapRuleSchema, policySchema, sellerSchema } from '@openfapiao/core'
import { z } from 'zod'

/** A name of the merchant's own; it stands in rows and audit events and never changes. */
export const keySchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '小写字母、数字、连字符，最多 32 位 lower-case letters, digits and hyphens, at most 32')
  .describe('a name of your own; it stands in rows and audit events and never changes')

export const secretSchema = z.string().min(16, '至少 16 个字符 at least 16 characters')

export const databaseSchema = z.discriminatedUnion('client', [
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

export const encryptionSchema = z
  .strictObject({
    keys: z
      .array(z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/), secret: secretSchema }))
      .min(1)
      .describe('newest first: the first seals, all open'),
    indexSecret: secretSchema.describe('keys the blind index; never changes'),
  })
  .describe('静态加密 encryption at rest')

export const environmentSchema = z.enum(['production', 'sandbox']).default('production')

const seller = z.strictObject({
  key: keySchema,
  seller: sellerSchema,
  gateway: z.strictObject({ identifier: z.string().min(1), config: z.unknown() }).describe('开票通道 gateway and its settings'),
})
export const sellersSchema = z.array(seller).min(1)

/** What a store is besides its map, which hosts keep in different places. */
export const storeSchema = z.strictObject({
  platform: z.string().min(1).describe('identifier of a connector'),
  store: z.string().min(1).describe("the store's name at the platform"),
  seller: keySchema.describe('key of the seller that issues'),
  policy: policySchema.prefault({}),
  taxMap: z.array(mapRuleSchema).optional(),
})

export const channelsSchema = z.array(z.strictObject({ channel: z.string().min(1), config: z.unknown() })).default([])

export const workerSchema = z.strictObject({
  name: z.string().min(1).max(60).optional().describe('name in leases and logs; default host name and process id'),
  batch: z.number().int().min(1).max(500).optional(),
  turns: z.number().int().min(1).max(32).optional().describe('rounds over documents under way at once'),
  restMs: z.number().int().min(10).max(60_000).optional(),
  sweepSeconds: z.number().int().min(0).max(86_400).optional().describe('对账巡检间隔 seconds between sweeps; 0: none'),
  formsDays: z
    .number()
    .int()
    .min(0)
    .max(3_650)
    .optional()
    .describe('巡查多少天内蓝票的红字确认单，默认 90 blues of so many days are looked at for reds made elsewhere; 0: only before a red is sent'),
  leaseSeconds: z
    .number()
    .int()
    .min(10)
    .max(3_600)
    .optional()
    .describe('租约：进程被杀后多久由他人接手；须长于通道超时 how long a row stays with a worker that died; longer than any call to a gateway takes'),
})

/** What a host gives to have the engine inside itself. The connector is the host's own and comes beside it. */
export const embedSchema = z.strictObject({
  environment: environmentSchema.describe('sandbox: production gateways are refused'),
  installation: secretSchema.describe('安装标识 must equal the one in the database'),
  encryption: encryptionSchema,
  database: databaseSchema,
  directory: z.string().min(1).describe('版式文件 files of the authority'),
  portalUrl: z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/+$/, ''))
    .describe("address under which the host shows the buyer's pages: {portalUrl}/i/{link}"),
  sellers: sellersSchema,
  stores: z.array(storeSchema).min(1),
  channels: channelsSchema,
  worker: workerSchema.prefault({}),
})
export type EmbedSettings = z.output<typeof embedSchema>
export type EmbedSettingsInput = z.input<typeof embedSchema>
