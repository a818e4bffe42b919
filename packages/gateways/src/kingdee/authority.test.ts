import type { Authority } from '@openfapiao/authority'
import { type FrontFault, gatewayBattery, type Rig } from '../../test/battery.ts'
import { BUYER, SELLER } from '../../test/documents.ts'
import { testVault } from '../../test/io.ts'
import { APP, configAt, openKingdee, PASSWORD, type Setting } from '../../test/kingdee.ts'
import { kingdee } from './index.ts'
import { kingdeeReport } from './report.ts'

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

async function openRig(setting: Setting): Promise<Rig> {
  const { authority, config, io, session } = await openKingdee(setting)
  return {
    gateway: kingdee,
    ...{ config, io, session },
    nowhere: kingdee.open(configAt('http://127.0.0.1:1'), SELLER, io, testVault()),
    secrets: [APP.appSecret, APP.user, PASSWORD, BUYER.phone, BUYER.account, SELLER.account],
    fault: async fault => {
      authority.faults.add(FAULTS[fault])
    },
    clear: async () => authority.faults.clear(),
    close: () => authority.close(),
  }
}

gatewayBattery({
  name: 'kingdee against the sandbox authority: Base64, answers in clear',
  open: () => openRig({}),
  differs: kingdeeReport.differences,
})

gatewayBattery({
  name: 'kingdee against the sandbox authority: AES-128-GCM both ways, lengths of time, reds without sign',
  open: () => openRig({ encrypted: true, front: { answers: 'encoded', expireTime: 'length', signedReds: false } }),
  differs: kingdeeReport.differences,
})
