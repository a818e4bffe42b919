import { gunzipSync } from 'node:zlib'
import type { HttpRequest } from '@openfapiao/core'
import { sm4Decrypt, sm4Encrypt, sm4Key } from '@openfapiao/gm'
import { z } from 'zod'
import type { LeqiConfig } from './config.ts'
import { readJson } from './wire.ts'

/** One question: which of the services, what it is about, and the JSON text to be encrypted. */
export interface Call {
  /** 服务编码, for instance QDFPSC. */
  readonly fwbm: string
  readonly subjects: readonly string[]
  readonly text: string
  /** The two sandbox services have no ability code in their path. */
  readonly withoutAbility?: boolean
}

export type Opened =
  | { readonly is: 'message'; readonly message: unknown }
  | { readonly is: 'error'; readonly code: string; readonly text: string }
  | { readonly is: 'unreadable'; readonly why: string }

/** Everything around the frozen body, made afresh for each attempt, and the way back from the answer (gateways.md 1.1). */
export interface Envelope {
  seal(call: Call): HttpRequest
  open(body: Uint8Array): Opened
}

/** The key is read once, here; from now on only `seal` and `open` use it. */
export function envelopeOf(config: LeqiConfig): Envelope {
  const key = sm4Key(config.sm4Key)
  return {
    seal: call => request(call, Buffer.from(sm4Encrypt({ mode: 'ecb', key }, call.text)).toString('base64'), config),
    open: bytes => opened(bytes, key),
  }
}

function request({ fwbm, subjects, withoutAbility }: Call, body: string, config: LeqiConfig): HttpRequest {
  const { baseUrl, abilityCode, connectingPlatform, usingPlatform = connectingPlatform, timeoutSeconds } = config
  return {
    method: 'POST',
    url: `${baseUrl}/access/v2/invoke/${withoutAbility ? '' : `${abilityCode}/`}${fwbm}`,
    headers: {
      fwbm,
      nlbm: abilityCode,
      jrdwptbh: connectingPlatform,
      sydwptbh: usingPlatform,
      ylbm: config.useCase,
      access_signature: config.accessSignature,
      sxcsbz: config.sandboxFlag,
    },
    body,
    timeoutSeconds,
    about: { operation: fwbm, subjects },
  }
}

const outerSchema = z.object({ httpStatusCode: z.string(), body: z.string() })
const responseSchema = z.object({
  Response: z.object({
    Data: z.string().optional(),
    Error: z.object({ Code: z.string(), Message: z.string().default('') }).optional(),
  }),
})

/** Decrypted only where `httpStatusCode` is 200 and `Error` is absent; errors travel in clear. */
function opened(bytes: Uint8Array, key: ReturnType<typeof sm4Key>): Opened {
  const outer = outerSchema.safeParse(readJson(textOf(bytes) ?? ''))
  if (!outer.success) return unreadable('the answer is not the envelope that is known')
  if (outer.data.httpStatusCode !== '200') return unreadable(`httpStatusCode ${outer.data.httpStatusCode}`)
  const inner = responseSchema.safeParse(readJson(outer.data.body))
  if (!inner.success) return unreadable('the body of the answer is not a Response')
  const { Data, Error: error } = inner.data.Response
  if (error) return { is: 'error', code: error.Code, text: error.Message }
  const plain = Data === undefined ? undefined : sm4Decrypt({ mode: 'ecb', key }, Buffer.from(Data, 'base64'))
  const message = plain && readJson(Buffer.from(plain).toString('utf8'))
  return message === undefined ? unreadable('the data of the answer cannot be decrypted') : { is: 'message', message }
}

const unreadable = (why: string): Opened => ({ is: 'unreadable', why })

/** Far more than the list of tax codes needs. */
const LARGEST = 64 * 1024 * 1024

/** Answers may be compressed (the tax codes are); a network door may have done the work already, so the bytes decide and not the header. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return Buffer.from(bytes).toString('utf8')
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST }).toString('utf8')
  } catch (error) {
    // Whatever is wrong with bytes from outside: they are not readable.
    if (error instanceof Error) return undefined
    throw error
  }
}
