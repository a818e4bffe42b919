/** The only doors to the world: time, randomness, the network and the log. */
export interface Io {
  /** Milliseconds since 1970. */
  now(): number
  /** Cryptographically random bytes. */
  random(length: number): Uint8Array
  fetch: Fetch
  log: Log
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Default 20. The lease of the row being worked on outlasts it. */
  readonly timeoutSeconds?: number
  /** PEM texts for a client certificate (mTLS); `ca` where the server's is private. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string }
  /** For the interaction log: what this call is, and which serials or orders it is about. */
  readonly about?: { readonly operation: string; readonly subjects: readonly string[] }
}

/** `unreached`: nothing left the house (refused, DNS). `lost`: it may have arrived (time-out, reset). */
export type HttpAnswer =
  | { readonly is: 'answer'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }
  | { readonly is: 'unreached'; readonly why: string }
  | { readonly is: 'lost'; readonly why: string }

/** Limits, times out, redacts and records; never throws for what the network does. */
export type Fetch = (request: HttpRequest) => Promise<HttpAnswer>

/** Structured, redacted by the implementation; `data` must hold no buyer data and no secret all the same. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

/** Small durable things shared by all workers, sealed at rest: tokens, sessions, cursors, documents pushed to us. */
export interface Vault {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string | undefined): Promise<void>
  keys(prefix: string): Promise<string[]>
  /** Runs `work` while nobody else holds `key`, across processes. The lock lapses after `leaseSeconds` (default 60). */
  withLock<T>(key: string, work: () => Promise<T>, leaseSeconds?: number): Promise<T>
}

/** Files of the authority by their SM3 hash (64 hex). `put` is durable before it resolves and idempotent. */
export interface Blobs {
  put(bytes: Uint8Array): Promise<string>
  get(hash: string): Promise<Uint8Array | undefined>
}

/** Seals what is sensitive at rest (SM4-CTR + HMAC-SM3 with key id) and indexes it blindly. */
export interface Cipher {
  seal(plaintext: string): string
  open(sealed: string): string
  /** Keyed, deterministic, one-way: for look-ups by e-mail or phone. */
  index(plaintext: string): string
}
