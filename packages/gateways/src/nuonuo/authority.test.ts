import type { Authority } from '@openfapiao/authority'
import { type FrontFault, gatewayBattery } from '../../test/battery.ts'
import { BUYER, SELLER } from '../../test/documents.ts'
import { testVault } from '../../test/io.ts'
import { APP_SECRET, openHouse } from '../../test/nuonuo.ts'
import { nuonuo } from './index.ts'
import { nuonuoReport } from './report.ts'

type Order = Parameters<Authority['faults']['add']>[0]

/** Faults of sending strike the two methods that send, not the questions that go before. */
const sending = (order: Order): Order[] => ['requestBillingNew', 'saveInvoiceRedConfirm'].map(operation => ({ ...order, match: { operation } }))

/** The battery's faults in the words of the sandbox authority. What the battery wants until `clear` strikes always. */
const FAULTS: Readonly<Record<FrontFault, readonly Order[]>> = {
  lostRequest: sending({ kind: 'lostRequest' }),
  lostAnswer: sending({ kind: 'lostAnswer' }),
  slowVisibility: sending({ kind: 'slowVisibility', seconds: 0.5 }),
  duplicateAnswer: sending({ kind: 'duplicateAnswer' }),
  unlistedCode: sending({ kind: 'unlistedCode' }),
  busy: sending({ kind: 'busy' }),
  badSignature: sending({ kind: 'badSignature' }),
  sessionLost: [{ kind: 'sessionLost' }],
  quotaExhausted: [{ kind: 'quotaExhausted' }],
  lateFiles: [{ kind: 'lateFiles', count: 'always' }],
}

for (const [name, app] of [
  ['a merchant application', undefined],
  ['an ISV application', 'isv'],
] as const) {
  gatewayBattery({
    name: `nuonuo against the sandbox authority: ${name}`,
    differs: nuonuoReport.differences,
    open: async () => {
      const { authority, config, io, session } = await openHouse({ app })
      const nowhere = { ...config, apiUrl: 'http://127.0.0.1:1/open/v1/services', tokenUrl: 'http://127.0.0.1:1/accessToken' }
      return {
        gateway: nuonuo,
        config,
        io,
        session,
        nowhere: nuonuo.open(nowhere, SELLER, io, testVault()),
        secrets: [APP_SECRET, BUYER.phone, BUYER.account, SELLER.account],
        fault: async fault => {
          for (const order of FAULTS[fault]) authority.faults.add(order)
        },
        clear: async () => authority.faults.clear(),
        close: () => authority.close(),
      }
    },
  })
}
