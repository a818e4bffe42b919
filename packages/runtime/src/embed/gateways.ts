import { type Fault, fault, fieldFaults, type Gateway } from '@openfapiao/core'
import type { SellerPart } from '../parts.ts'
import type { EmbedSettings } from './settings.ts'

/** 开票通道 by identifier. Only those that the configuration names are loaded. */
const GATEWAYS: Readonly<Record<string, () => Promise<Gateway>>> = {
  bureau: async () => (await import('@openfapiao/gateways/bureau')).bureau,
  aisino: async () => (await import('@openfapiao/gateways/aisino')).aisino,
  baiwang: async () => (await import('@openfapiao/gateways/baiwang')).baiwang,
  kingdee: async () => (await import('@openfapiao/gateways/kingdee')).kingdee,
  leqi: async () => (await import('@openfapiao/gateways/leqi')).leqi,
  nuonuo: async () => (await import('@openfapiao/gateways/nuonuo')).nuonuo,
  workbook: async () => (await import('@openfapiao/gateways/workbook')).workbook,
}

const gatewayNames = (): readonly string[] => Object.keys(GATEWAYS)

export interface Sellers {
  readonly sellers: readonly SellerPart[]
  readonly faults: readonly Fault[]
}

/** Sellers with their gateways, settings parsed by each gateway's own schema. A sandbox installation never reaches a production gateway. */
export async function sellerParts({ sellers, environment }: Pick<EmbedSettings, 'sellers' | 'environment'>): Promise<Sellers> {
  const parts = await Promise.all(sellers.map((seller, i) => sellerPart(seller, `sellers.${i}.gateway`, environment)))
  return { sellers: parts.flatMap(p => p.part ?? []), faults: parts.flatMap(p => p.faults) }
}

async function sellerPart(
  { key, seller, gateway: { identifier, config } }: EmbedSettings['sellers'][number],
  path: string,
  environment: EmbedSettings['environment'],
) {
  const load = Object.hasOwn(GATEWAYS, identifier) ? GATEWAYS[identifier] : undefined
  const setting = `${path}.identifier`
  if (!load) return { faults: [fault('SETTING_UNKNOWN', setting, { setting, value: identifier, known: gatewayNames().join(', ') })] }
  const gateway = await load()
  const parsed = gateway.configSchema.safeParse(config, { reportInput: true })
  if (!parsed.success) return { faults: fieldFaults(parsed.error, `${path}.config`) }
  if (environment === 'sandbox' && !gateway.traits(parsed.data).sandbox)
    return { faults: [fault('GATEWAY_ENVIRONMENT', `${path}.config`, { setting: `${path}.config` })] }
  return { part: { key, seller, gateway, gatewayConfig: parsed.data }, faults: [] }
}
