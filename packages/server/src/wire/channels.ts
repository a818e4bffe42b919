import { type Channel, type Fault, fault, fieldFaults } from '@openfapiao/core'
import type { Config } from '../config/index.ts'

type Made = { readonly channel: Channel } | { readonly faults: readonly Fault[] }

/** 交付渠道 by name: settings → channel, or what is wrong with them. Only those that the configuration names are loaded. */
const CHANNELS: Readonly<Record<string, (config: unknown, path: string) => Promise<Made>>> = {
  email: async (config, path) => {
    const { emailChannel, emailConfigSchema } = await import('@openfapiao/delivery/email')
    const parsed = emailConfigSchema.safeParse(config, { reportInput: true })
    return parsed.success ? { channel: emailChannel(parsed.data) } : { faults: fieldFaults(parsed.error, path) }
  },
}

export async function channelParts({ channels }: Pick<Config, 'channels'>): Promise<{ channels: readonly Channel[]; faults: readonly Fault[] }> {
  const made = await Promise.all(channels.map(({ channel, config }, i) => channelNamed(channel, config, `channels.${i}`)))
  return { channels: made.flatMap(m => ('channel' in m ? m.channel : [])), faults: made.flatMap(m => ('faults' in m ? m.faults : [])) }
}

async function channelNamed(name: string, config: unknown, path: string): Promise<Made> {
  const make = Object.hasOwn(CHANNELS, name) ? CHANNELS[name] : undefined
  const setting = `${path}.channel`
  return make
    ? make(config, `${path}.config`)
    : { faults: [fault('SETTING_UNKNOWN', setting, { setting, value: name, known: Object.keys(CHANNELS).join(', ') })] }
}
