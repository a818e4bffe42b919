import { type Authority, type AuthorityConfigInput, startAuthority } from '@openfapiao/authority'
import { type FrontFault, gatewayBattery, type Rig } from '../../test/battery.ts'
import { BUYER, SELLER } from '../../test/documents.ts'
import { testIo, testVault } from '../../test/io.ts'
import { type BaiwangConfig, baiwangConfigSchema } from './config.ts'
import { baiwang } from './index.ts'
import { baiwangReport } from './report.ts'

const APP = { appKey: '10001', appSecret: 'DemoSecret2', username: 'demo-user', password: 'DemoPassword1', passwordSalt: 'DemoSalt1' }

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

const start = (change: Partial<NonNullable<AuthorityConfigInput['baiwang']>> = {}): Promise<Authority> =>
  startAuthority({
    port: 0,
    sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
    baiwang: { apps: [{ ...APP, taxNumbers: [SELLER.taxNumber] }], ...change },
    delays: { issueSeconds: 0.05, redSeconds: 0.1, pdfSeconds: 0.1 },
  })

const configOf = (url: string, change: object = {}): BaiwangConfig =>
  baiwangConfigSchema.parse({ environment: 'sandbox', baseUrl: { sandbox: `${url}/baiwang/router/rest` }, ...APP, ...change })

async function openRig(change: Partial<NonNullable<AuthorityConfigInput['baiwang']>> = {}): Promise<Rig> {
  const authority = await start(change)
  const io = testIo()
  const open = (url: string) => baiwang.open(configOf(url), SELLER, io, testVault())
  return {
    gateway: baiwang,
    config: configOf(authority.url),
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
