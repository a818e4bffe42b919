import { type Channel, type Fault, fault, fieldFaults, type Io, type Vault } from '@openfapiao/core'
import type { EmbedSettings } from './settings.ts'

/** What a channel reaches the world through. */
interface Doors {
  readonly io: Io
  readonly vault: Vault
}
type Opened = (doors: Doors) => Channel
type Made = { readonly open: Opened } | { readonly faults: readonly Fault[] }

interface Kind {
  make(config: unknown, path: string): Promise<Made>
  /** Where it sends to, for `doctor`: a mail server that should greet. */
  mailServer?(config: unknown): string | undefined
}

/** 交付渠道 by name. Only those that the configuration names are loaded. */
const CHANNELS: Readonly<Record<string, Kind>> = {
  email: {
    make: async (config, path) => {
      const { emailChannel, emailConfigSchema } = await import('@openfapiao/delivery/email')
      const parsed = emailConfigSchema.safeParse(config, { reportInput: true })
      return parsed.success ? { open: () => emailChannel(parsed.data) } : { faults: fieldFaults(parsed.error, path) }
    },
    mailServer: config =>
      typeof config === 'object' && config !== null && 'url' in config && typeof config.url === 'string' ? config.url : undefined,
  },
  sms: {
    make: async (config, path) => {
      const { smsChannel, smsConfigSchema } = await import('@openfapiao/delivery/sms')
      const parsed = smsConfigSchema.safeParse(config, { reportInput: true })
      return parsed.success ? { open: doors => smsChannel(parsed.data, doors) } : { faults: fieldFaults(parsed.error, path) }
    },
  },
  webhook: {
    make: async (config, path) => {
      const { webhookChannel, webhookConfigSchema } = await import('@openfapiao/delivery/webhook')
      const parsed = webhookConfigSchema.safeParse(config, { reportInput: true })
      return parsed.success ? { open: ({ io }) => webhookChannel(parsed.data, io) } : { faults: fieldFaults(parsed.error, path) }
    },
  },
  wechat: {
    make: async (config, path) => {
      const { wechatChannel, wechatConfigSchema } = await import('@openfapiao/delivery/wechat')
      const parsed = wechatConfigSchema.safeParse(config, { reportInput: true })
      return parsed.success ? { open: doors => wechatChannel(parsed.data, doors) } : { faults: fieldFaults(parsed.error, path) }
    },
  },
}

/** `smtp://host:port` of every configured channel that sends mail. */
export const mailServers = ({ channels }: Pick<EmbedSettings, 'channels'>): string[] =>
  channels.flatMap(({ channel, config }) => kindNamed(channel)?.mailServer?.(config) ?? [])

const kindNamed = (name: string): Kind | undefined => (Object.hasOwn(CHANNELS, name) ? CHANNELS[name] : undefined)

/** The configured channels, to be opened once the doors to the world are there; every fault at once. */
export async function channelParts({
  channels,
}: Pick<EmbedSettings, 'channels'>): Promise<{ open(doors: Doors): readonly Channel[]; faults: readonly Fault[] }> {
  const made = await Promise.all(channels.map(({ channel, config }, i) => channelNamed(channel, config, `channels.${i}`)))
  const opens = made.flatMap(m => ('open' in m ? m.open : []))
  return { open: doors => opens.map(open => open(doors)), faults: made.flatMap(m => ('faults' in m ? m.faults : [])) }
}

async function channelNamed(name: string, config: unknown, path: string): Promise<Made> {
  const kind = kindNamed(name)
  const setting = `${path}.channel`
  return kind
    ? kind.make(config, `${path}.config`)
    : { faults: [fault('SETTING_UNKNOWN', setting, { setting, value: name, known: Object.keys(CHANNELS).join(', ') })] }
}
