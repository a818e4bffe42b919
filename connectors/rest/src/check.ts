import { type Fault, fault } from '@openfapiao/core'
import type { Parts } from './push/call.ts'

/** Whether every callback address can be reached. Nothing is sent to it but a question; any answer will do. */
export async function check({ config, io }: Parts): Promise<Fault[]> {
  const found = await Promise.all(
    config.callbacks.map(async ({ store, url }, index) => {
      const answer = await io.fetch({ method: 'GET', url, timeoutSeconds: 10, about: { operation: 'rest.check', subjects: [store] } })
      return answer.is === 'answer' ? [] : [fault('PLATFORM_UNREACHABLE', `callbacks.${index}.url`, { why: answer.why })]
    }),
  )
  return found.flat()
}
