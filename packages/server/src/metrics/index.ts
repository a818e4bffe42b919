import type { Io, Store } from '@openfapiao/core'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { eventCounts } from './events.ts'
import { storeGauges } from './gauges.ts'

/** One answered request. `route` is the pattern, never the address: addresses hold buyers' links. */
export interface Seen {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly seconds: number
}

export interface Metrics {
  readonly contentType: string
  text(): Promise<string>
  seen(request: Seen): void
}

/** Prometheus metrics of one server: the process, its requests, and what the store says now. A registry of its own, so that several may live in one process. */
export function createMetrics(store: Store, { now }: Pick<Io, 'now'>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  storeGauges(registry, store, now)
  eventCounts(registry, store)
  const labelNames = ['method', 'route', 'status'] as const
  const requests = new Counter({ name: 'fapiao_http_requests_total', help: 'Answered HTTP requests', labelNames, registers: [registry] })
  const durations = new Histogram({
    name: 'fapiao_http_request_seconds',
    help: 'Time to the answer',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 5],
    registers: [registry],
  })
  return Object.freeze({
    contentType: registry.contentType,
    text: () => registry.metrics(),
    seen({ method, route, status, seconds }: Seen) {
      requests.inc({ method, route, status })
      durations.observe({ route }, seconds)
    },
  })
}
