import type { Embedded } from '@openfapiao/runtime/embed'
import type { SettingsView } from './contract.ts'

/** What the settings page shows: no secret, no gateway configuration. */
export async function settingsView(store: string, { store: rows, parts, settings }: Embedded): Promise<SettingsView> {
  const [own] = settings.stores
  const [lanes, backlog] = await Promise.all([rows.lanes(), rows.backlog()])
  return {
    mode: 'inside',
    store,
    faults: [],
    sellers: parts.sellers.map(({ key, seller, gateway, gatewayConfig }) => ({
      ...{ key, name: seller.name, taxNumber: seller.taxNumber, gateway: gateway.identifier, sandbox: gateway.traits(gatewayConfig).sandbox },
    })),
    policy: own?.policy ?? {},
    taxMap: (own?.taxMap ?? []).map(({ match, taxCode, rate }) => ({ match: JSON.stringify(match), taxCode, rate })),
    lanes: lanes.map(({ lane, need }) => ({ lane, need })),
    backlog,
  }
}
