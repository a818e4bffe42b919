import type { Fetch, HttpAnswer, HttpRequest } from '@openfapiao/core'
import { Agent, type Dispatcher, request as send } from 'undici'

const TIMEOUT_SECONDS = 20
/** As long as a request may take at most: the lease of the row that is worked on outlasts it. */
const LONGEST_SECONDS = 60
/** Connections to one host; further requests wait for one of them. */
const CONNECTIONS = 32

export interface Network {
  readonly fetch: Fetch
  close(): Promise<void>
}

type Tls = NonNullable<HttpRequest['tls']>

/** HTTP/1.1 over kept connections, one pool per client certificate. Redirects are answers like any other; nothing is tried twice. */
export function networkFetch({ answerMax }: { readonly answerMax: number }): Network {
  const agents = new Map<string, Agent>()

  function agentFor(tls: Tls | undefined): Agent {
    const key = tls ? [tls.cert, tls.key, tls.ca ?? ''].join('\n') : ''
    const known = agents.get(key)
    if (known) return known
    const connect = { timeout: LONGEST_SECONDS * 1000, ...tls }
    const agent = new Agent({ connections: CONNECTIONS, allowH2: false, connect })
    agents.set(key, agent)
    return agent
  }

  return Object.freeze({
    fetch: (request: HttpRequest) => call(request, agentFor(request.tls), answerMax),
    close: async () => {
      await Promise.all([...agents.values()].map(agent => agent.destroy()))
    },
  })
}

async function call(request: HttpRequest, agent: Agent, answerMax: number): Promise<HttpAnswer> {
  const { url, method, headers, body, timeoutSeconds = TIMEOUT_SECONDS } = request
  if (!isAddress(url)) return { is: 'unreached', why: 'not an http or https address' }
  let begun = false
  const dispatcher = agent.compose(
    dispatch => (options, next) =>
      dispatch(
        options,
        telling(next, () => (begun = true)),
      ),
  )
  const ms = Math.min(timeoutSeconds, LONGEST_SECONDS) * 1000
  const signal = AbortSignal.timeout(ms)
  const options = { method, headers, body, dispatcher, signal, headersTimeout: ms, bodyTimeout: ms }
  try {
    return await inTime(exchange(url, options, answerMax), signal)
  } catch (error) {
    return { is: begun ? 'lost' : 'unreached', why: whyOf(error) }
  }
}

async function exchange(url: string, options: Parameters<typeof send>[1], answerMax: number): Promise<HttpAnswer> {
  const answer = await send(url, options)
  return { is: 'answer', status: answer.statusCode, headers: plain(answer.headers), body: await read(answer.body, answerMax) }
}

/** While a connection is being made undici does not listen to the signal; it looks at it before it writes, so what is given up here never leaves later. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
    work.then(resolve, reject)
  })
}

const isAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)

/** Tells when a request is about to be written to a connection that stands. Until then nothing has left the house, whatever went wrong. */
function telling(next: Dispatcher.DispatchHandler, begin: () => void): Dispatcher.DispatchHandler {
  return {
    onRequestStart(controller, context) {
      begin()
      next.onRequestStart?.(controller, context)
    },
    onRequestUpgrade: (...given) => next.onRequestUpgrade?.(...given),
    onResponseStart: (...given) => next.onResponseStart?.(...given),
    onResponseData: (...given) => next.onResponseData?.(...given),
    onResponseEnd: (...given) => next.onResponseEnd?.(...given),
    onResponseError: (...given) => next.onResponseError?.(...given),
  }
}

async function read(body: Dispatcher.ResponseData['body'], most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    const bytes: Uint8Array = Buffer.from(chunk)
    length += bytes.length
    if (length > most) throw new Error(`the answer is longer than ${most} bytes`)
    chunks.push(bytes)
  }
  return Uint8Array.from(Buffer.concat(chunks))
}

function plain(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]))
}

/** Several addresses tried and refused come as one error that says nothing itself. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof AggregateError) return error.errors.map(whyOf).join('; ')
  if (error.name === 'TimeoutError' || /Timeout/.test(error.name)) return 'time-out'
  return 'code' in error && !error.message.includes(String(error.code)) ? `${String(error.code)} ${error.message}` : error.message
}
