import { type Authority, startAuthority } from '@openfapiao/authority'
import { type Difference, type FrontFault, gatewayBattery, type Rig } from '../../test/battery.ts'
import { BUYER, SELLER } from '../../test/documents.ts'
import { testIo, testVault } from '../../test/io.ts'
import { type LeqiConfig, leqi, leqiConfigSchema } from './index.ts'

const SM4_KEY = '0123456789abcdeffedcba9876543210'

/** The battery's faults in the words of the sandbox authority, for the call they are meant for: quota is downloaded on the way. */
const UPLOAD = { operation: 'QDFPSC' }
const FAULTS: Readonly<Record<FrontFault, Parameters<Authority['faults']['add']>[0]>> = {
  lostRequest: { kind: 'lostRequest', match: UPLOAD },
  lostAnswer: { kind: 'lostAnswer', match: UPLOAD },
  slowVisibility: { kind: 'slowVisibility', seconds: 0.5 },
  duplicateAnswer: { kind: 'duplicateAnswer' },
  unlistedCode: { kind: 'unlistedCode', match: UPLOAD },
  busy: { kind: 'busy', match: UPLOAD },
  badSignature: { kind: 'badSignature', match: UPLOAD },
  sessionLost: { kind: 'sessionLost' },
  quotaExhausted: { kind: 'quotaExhausted' },
  lateFiles: { kind: 'lateFiles' },
}

const DIFFERS: Readonly<Partial<Record<Difference, string>>> = {
  answersByReceipt: 'CXQDFPSCJG asks for sllsh alone (gateways.md 1.2, service 12)',
  noLogin: 'a direct link has no login (13.2b)',
  refusesWithoutField: 'a result has Code and a message of 30 characters, and returnmsg is a text (1.2)',
  noFiles: 'no file service in this ability (13.2b)',
}

async function openRig(): Promise<Rig> {
  const authority = await startAuthority({
    port: 0,
    sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
    leqi: { platforms: [{ id: 'P0001', usingUnits: ['U0001'], sm4Key: SM4_KEY, taxNumbers: [SELLER.taxNumber] }] },
    delays: { issueSeconds: 0.1, redSeconds: 0.1 },
  })
  const config = (baseUrl: string): LeqiConfig =>
    leqiConfigSchema.parse({
      environment: 'sandbox',
      baseUrl,
      abilityCode: '000001',
      connectingPlatform: 'P0001',
      usingPlatform: 'U0001',
      sm4Key: SM4_KEY,
      regionCode: '110000',
      machine: { ip: '10.0.0.1', mac: '00-00-00-00-00-01' },
      // Nothing in store, so that the authority is asked for quota with each upload.
      quota: { downloadFen: 1 },
      errorCodes: { 'SBX-CIPHER': 'credential' },
      paceSeconds: { ask: 0, settled: 1 },
    })
  const io = testIo()
  const vault = testVault()
  const open = (url: string) => leqi.open(config(url), SELLER, io, vault)
  return {
    gateway: leqi,
    config: config(authority.url),
    io,
    session: open(authority.url),
    nowhere: open('http://127.0.0.1:1'),
    secrets: [SM4_KEY, BUYER.phone, BUYER.account, SELLER.account],
    fault: async fault => {
      authority.faults.add(FAULTS[fault])
    },
    clear: async () => authority.faults.clear(),
    close: () => authority.close(),
  }
}

gatewayBattery({ name: '乐企 against the sandbox authority', open: openRig, differs: DIFFERS })
