import type { Channel, Io, Letter, SendAnswer, Vault } from '@openfapiao/core'
import { factsOf, identityOf } from '../template/facts.ts'
import { aliyunProvider } from './aliyun.ts'
import { classify, type Verdict } from './classify.ts'
import type { SmsConfig } from './config.ts'
import { mainlandMobile } from './letter.ts'
import type { Provider } from './provider.ts'
import { tencentProvider } from './tencent.ts'

/** No provider knows a repeat. Whoever got no answer waits so long, sends once more, and after a second silence leaves it to a person. */
const UNSURE_RETRY_SECONDS = 900

interface Doors {
  readonly io: Pick<Io, 'now' | 'random' | 'fetch'>
  readonly vault: Pick<Vault, 'get' | 'set'>
}

/**
 * 短信: an approved template to a mainland mobile number. Answers `sent` with the provider's number of the message, `refused` when number or text are refused for
 * good or two tries brought no answer, `later` for everything else.
 */
export function smsChannel(config: SmsConfig, { io, vault }: Doors): Channel {
  const provider = providerOf(config)
  return Object.freeze({
    identifier: 'sms',
    reaches: 'mobile' as const,
    attaches: [],
    async send(letter: Letter): Promise<SendAnswer> {
      const mobile = mainlandMobile(letter.to)
      if (mobile === undefined) return { is: 'refused', why: 'not a mainland mobile number' }
      const { colour, locale, number } = letter
      const message = { mobile, colour, locale, facts: factsOf(letter, config.longest), identity: identityOf(letter.id) }
      const moment = { now: io.now(), nonce: Buffer.from(io.random(16)).toString('hex') }
      const about = { operation: 'sms', subjects: [number] }
      const answer = await io.fetch({ ...provider.request(message, moment), timeoutSeconds: config.timeoutSeconds, about })
      return atMostTwice(classify(answer, provider), `sms/unsure/${message.identity}`, vault)
    },
  })
}

function providerOf(config: SmsConfig): Provider {
  switch (config.provider) {
    case 'tencent':
      return tencentProvider(config)
    case 'aliyun':
      return aliyunProvider(config)
  }
}

/** A phone that rings all night is worse than a letter that a person looks at. */
async function atMostTwice(verdict: Verdict, key: string, vault: Doors['vault']): Promise<SendAnswer> {
  const before = (await vault.get(key)) !== undefined
  if (verdict.is !== 'unsure') {
    if (before && verdict.is !== 'later') await vault.set(key, undefined)
    return verdict
  }
  await vault.set(key, before ? undefined : verdict.why)
  return before
    ? { is: 'refused', why: `no answer twice, it may have arrived: ${verdict.why}` }
    : { is: 'later', why: verdict.why, afterSeconds: UNSURE_RETRY_SECONDS }
}
