import type { Log, Store } from '@openfapiao/core'
import type { Context } from 'koa'
import { answerError, answerJson } from './answers.ts'

/** The process lives and answers. Asks nothing of anybody, so that a slow database never gets it killed. */
export function health(ctx: Context): void {
  answerJson(ctx, { status: 'ok' })
}

/** Work can be taken: the store answers. A blocked lane is counted but no reason to turn buyers away; which lane it is stands in the metrics. */
export function readiness(store: Pick<Store, 'lanes'>, log: Log) {
  return async (ctx: Context): Promise<void> => {
    try {
      const lanes = await store.lanes()
      answerJson(ctx, { status: 'ready', lanes: { known: lanes.length, blocked: lanes.filter(l => l.need !== undefined).length } })
    } catch (error) {
      log.error('not ready: the store does not answer', { why: error instanceof Error ? error.message : String(error) })
      answerError(ctx, 'BUSY', { zh: '数据库无法访问。', en: 'The database cannot be reached.' })
    }
  }
}
