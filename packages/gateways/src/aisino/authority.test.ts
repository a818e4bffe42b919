import type { Authority } from '@openfapiao/authority'
import { APP, BUREAU_LOGIN, configAt, openAisino, type Setting } from '../../test/aisino.ts'
import { type FrontFault, gatewayBattery, type Rig } from '../../test/battery.ts'
import { BUYER, SELLER } from '../../test/documents.ts'
import { testVault } from '../../test/io.ts'
import { aisino } from './index.ts'
import { aisinoReport } from './report.ts'

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
  const { authority, config, io, session } = await openAisino(setting)
  return {
    gateway: aisino,
    config,
    io,
    session,
    nowhere: aisino.open(configAt('http://127.0.0.1:1'), SELLER, io, testVault()),
    secrets: [APP.authCode, BUREAU_LOGIN.password, BUREAU_LOGIN.username, BUYER.phone, BUYER.account, SELLER.account],
    fault: async fault => {
      authority.faults.add(FAULTS[fault])
    },
    clear: async () => authority.faults.clear(),
    close: () => authority.close(),
  }
}

gatewayBattery({
  name: 'aisino against the sandbox authority, with what the reference knows',
  open: () => openRig({ front: { answerSignature: 'otherwise' } }),
  differs: aisinoReport.differences,
})

const { tellsNoBuyer: _, ...others } = aisinoReport.differences
gatewayBattery({
  name: 'aisino against the sandbox authority, with the names of the sums agreed on and answers verified',
  open: () => openRig({ named: true, client: { answerSignature: 'strict' } }),
  differs: others,
})
