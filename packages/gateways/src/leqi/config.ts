import { isSm4Key } from '@openfapiao/gm'
import { z } from 'zod'

/** One host for production, ability test and sandbox alike, told apart by headers (gateways.md 1.1). */
const HOST = 'https://lqpt.chinatax.gov.cn:8443'
/** As many seconds as a request may take at most: the lease of the row that is worked on outlasts it. */
const LONGEST_REQUEST = 60
const NUMBERS_PER_CALL = 5000
const TEN_THOUSAND_YUAN = 1_000_000

const code = (most: number) => z.string().min(1).max(most)
const fen = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** What an error code means for what happens next. `later`: nothing was done, the same body goes again. */
const meaning = z.enum(['later', 'quota', 'credential', 'certificate', 'entitlement'])

const meanings = z.record(z.string().min(1), meaning).default({})

/** What an enterprise that is connected to 乐企 enters. Texts with zh and en: they make the form, the env sample and the docs. */
export const leqiConfigSchema = z
  .strictObject({
    environment: z.enum(['sandbox', 'production']).describe('沙箱（含能力测试）或正式 sandbox (ability test included) or production'),
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .transform(url => url.replace(/\/+$/, ''))
      .default(HOST)
      .describe('接口主机，不含 /access host without /access; reachable from registered addresses only'),
    abilityCode: z
      .string()
      .regex(/^\d{6}$/, 'six digits')
      .describe('能力编码 nlbm, six digits, of the issuing ability'),
    connectingPlatform: code(20).describe('直连单位平台编号 jrdwptbh, also ptbh on each invoice'),
    usingPlatform: code(20).optional().describe('使用单位平台编号 sydwptbh; left out: the connecting unit itself'),
    sm4Key: z
      .string()
      .refine(isSm4Key, 'an SM4 key is 32 hex digits (16 bytes)')
      .describe('SM4 密钥，32 位十六进制 SM4 key of the enterprise, 32 hex digits'),
    useCase: z.string().default('').describe('用例编码 ylbm, for ability tests'),
    sandboxFlag: z.string().default('').describe('沙箱测试标志 sxcsbz, as the tax authority gave it; its values are not published'),
    accessSignature: z.string().default('').describe('接入签名 access_signature; how it is computed is not published, known clients send none'),
    regionCode: code(20).describe('区域代码 qyDm of the seller, for instance 110000'),
    taxBureau: z
      .string()
      .regex(/^\d{11}$/, '11 digits')
      .optional()
      .describe('省级税务机关代码 sjswjgdm: for tax codes and the monthly summary'),
    machine: z
      .strictObject({ ip: code(20), mac: code(20), cpu: z.string().max(20).optional(), board: z.string().max(20).optional() })
      .describe('开票服务器：ip、macdz、cpuid、zbxlh facts of the issuing machine, wanted on every invoice'),
    numbers: z
      .strictObject({
        segment: z.number().int().min(1).max(NUMBERS_PER_CALL).default(500).describe('每次申请的号码数 numbers asked for at once, at most 5000'),
      })
      .prefault({})
      .describe('发票号码库存 stock of invoice numbers; refilled below 20 %'),
    quota: z
      .strictObject({
        downloadFen: fen
          .default(1000 * TEN_THOUSAND_YUAN)
          .describe('每次下载的授信额度（分） fen of quota downloaded at once, more where one batch needs more'),
      })
      .prefault({})
      .describe('授信额度 quota is downloaded before invoices are issued; refilled below 20 %'),
    partialRed: z
      .enum(['never', 'afterBooking', 'always'])
      .default('afterBooking')
      .describe('部分红冲：官方文本为 afterBooking partial red letters: the official text (afterBooking), or what your province practises'),
    errorCodes: meanings.describe('网关错误码 Error.Code 的含义 what codes of the gateway mean; the list is not published, others are unknown'),
    resultCodes: meanings.describe('上传失败代码的含义 codes of failed uploads that do not condemn the invoice itself; others do'),
    timeoutSeconds: z.number().int().min(1).max(LONGEST_REQUEST).default(20).describe('请求超时（秒） time-out of one request'),
    paceSeconds: z
      .strictObject({ ask: z.number().min(0), absentGrace: z.number().min(0), form: z.number().min(0), settled: z.number().min(0) })
      .partial()
      .optional()
      .describe('仅沙箱：等待时间（秒） sandbox only: shorter waits than the real ones'),
  })
  .refine(c => c.environment === 'sandbox' || c.baseUrl.startsWith('https:'), {
    path: ['baseUrl'],
    message: 'production is reached through https only',
  })
  .refine(c => c.environment === 'sandbox' || c.paceSeconds === undefined, {
    path: ['paceSeconds'],
    message: 'the waits can be shortened in a sandbox only',
  })

export type LeqiConfig = z.output<typeof leqiConfigSchema>
