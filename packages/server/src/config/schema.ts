import {
  channelsSchema,
  databaseSchema,
  encryptionSchema,
  environmentSchema,
  keySchema,
  secretSchema,
  sellersSchema,
  storeSchema,
  workerSchema,
} from '@openfapiao/runtime/embed'
import { z } from 'zod'

const store = storeSchema
  .extend({ taxMapFile: z.string().min(1).optional().describe('a JSON file with the rules, from the folder of this file') })
  .refine(s => s.taxMap === undefined || s.taxMapFile === undefined, {
    path: ['taxMapFile'],
    message: 'taxMap 与 taxMapFile 只能写一个 give taxMap or taxMapFile, not both',
  })

const operator = z.strictObject({
  name: keySchema.describe('who this is, in audit events'),
  key: secretSchema.describe('bearer key of /api; a secret'),
})

/** `fapiao.config.json` once its references are resolved. Paths are relative to its folder; every secret is `{"env": "NAME"}` in the file. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  environment: environmentSchema.describe('sandbox: secrets may stand in the file, and production gateways are refused'),
  installation: secretSchema.describe('安装标识 must equal the one in the database'),
  encryption: encryptionSchema,
  database: databaseSchema,
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
  sellers: sellersSchema,
  stores: z.array(store).default([]),
  connectors: z.array(z.strictObject({ module: z.string().min(1), config: z.unknown() })).default([]),
  channels: channelsSchema,
  operators: z.array(operator).default([]),
  metrics: z.strictObject({ token: secretSchema.optional() }).prefault({}),
  worker: workerSchema.prefault({}),
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
