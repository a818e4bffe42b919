import type { Authority } from '@openfapiao/authority'
import { APP, configAt, type FrontSettings, startFront } from '../../test/baiwang.ts'
import { type FrontFault, gatewayBattery, type Rig } from '../../test/battery.ts'
import { BUYER, SELLER } from '../../test/documents.ts'
import { testIo, testVault } from '../../test/io.ts'
import { baiwang } from './index.ts'
import { baiwangReport } from './report.ts'

/** The battery's faults in the words of the sandbox authority. */
const FAULTS: Readonly<Record<FrontFault, Parameters<Authority['faults']['add']>[0]>> = {
  lostRequest: { kind: 'lostRequest' },
  lostAnswer: { kind: 'lostAnswer' },
  slowVisibility: { kind: 'slowVisibility', seconds: 0.5 },
  duplicateAnswer: { kind: 'duplicateAnswer' },
  unlistedCode: { kind: 'unlistedCode' },
  busy: { kind: 'busy' },
  badSignature: { kind: 'badSignature' },
  sessionLost: { kind: 'sessionLost' },
  quotaExhausted: { kind: 'quotaExhausted' },
  lateFiles: { kind: 'lateFiles', count: 'always' },
}

async function openRig(change: FrontSettings = {}): Promise<Rig> {
  const authority = await startFront(change)
  const io = testIo()
  const open = (url: string) => baiwang.open(configAt(url), SELLER, io, testVault())
  return {
    gateway: baiwang,
    config: configAt(authority.url),
    io,
    session: open(authority.url),
    nowhere: open('http://127.0.0.1:1'),
    secrets: [APP.appSecret, APP.password, APP.passwordSalt, APP.username, BUYER.phone, BUYER.account, SELLER.account],
    fault: async fault => {
      authority.faults.add(FAULTS[fault])
    },
    clear: async () => authority.faults.clear(),
    close: () => authority.close(),
  }
}

gatewayBattery({
  name: 'baiwang against the sandbox authority that refuses a repeated serial',
  open: () => openRig(),
  differs: baiwangReport.differences,
})

gatewayBattery({
  name: 'baiwang against the sandbox authority that would issue a repeated serial once more',
  open: () => openRig({ repeatedSerial: 'issuesAgain' }),
  differs: baiwangReport.differences,
})
