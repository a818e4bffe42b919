import { type Authority, type AuthorityConfigInput, startAuthority } from '@openfapiao/authority'
import { exportSm2PrivateKey, exportSm2PublicKey, newSm2Key } from '@openfapiao/gm'
import { expect, test } from 'vitest'
import { type FrontFault, gatewayBattery, type Rig } from '../../test/battery.ts'
import { newAuthority } from '../../test/certificates.ts'
import { SECRET, SM4_KEY } from '../../test/desk.ts'
import { BUYER, SELLER } from '../../test/documents.ts'
import { testIo, testVault } from '../../test/io.ts'
import { type BureauConfig, bureauConfigSchema } from './config.ts'
import { bureau } from './index.ts'
import { bureauReport } from './report.ts'

/** The battery's faults in the words of the sandbox authority. What the battery wants until `clear` strikes always. */
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

interface Variant {
  readonly app?: Partial<NonNullable<AuthorityConfigInput['apps']>[number]>
  readonly tls?: AuthorityConfigInput['tls']
  readonly client: object
}

async function openRig({ app, tls, client }: Variant): Promise<Rig> {
  const authority = await startAuthority({
    port: 0,
    sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
    apps: [{ appId: 'demo', secret: SECRET, sm4Key: SM4_KEY, taxNumbers: [SELLER.taxNumber], ...app }],
    delays: { issueSeconds: 0.1, redSeconds: 0.1, pdfSeconds: 0.1 },
    tls,
  })
  const config = (url: string): BureauConfig =>
    bureauConfigSchema.parse({ environment: 'sandbox', baseUrl: { sandbox: url }, appId: 'demo', ...client })
  const io = testIo()
  const open = (url: string) => bureau.open(config(url), SELLER, io, testVault())
  return {
    gateway: bureau,
    config: config(authority.url),
    io,
    session: open(authority.url),
    nowhere: open('http://127.0.0.1:1'),
    secrets: [SECRET, SM4_KEY, BUYER.phone, BUYER.account, SELLER.account],
    fault: async fault => {
      authority.faults.add(FAULTS[fault])
    },
    clear: async () => authority.faults.clear(),
    close: () => authority.close(),
  }
}

const HMAC = { type: 'HMAC-SM3', secret: SECRET }

gatewayBattery({
  name: 'bureau against the sandbox authority: HMAC-SM3, encrypted fields, JSON',
  open: () => openRig({ client: { signing: HMAC, encryption: { mode: 'fields', sm4Key: SM4_KEY } } }),
  differs: bureauReport.differences,
})

gatewayBattery({
  name: 'bureau against the sandbox authority: SM2, encrypted body, XML',
  open: () => {
    const key = newSm2Key()
    return openRig({
      app: { signTypes: ['SM2'], secret: undefined, sm2PublicKey: exportSm2PublicKey(key.publicKey) },
      client: {
        signing: { type: 'SM2', privateKey: exportSm2PrivateKey(key) },
        encryption: { mode: 'body', sm4Key: SM4_KEY },
        format: 'xml',
      },
    })
  },
  differs: bureauReport.differences,
})

gatewayBattery({
  name: 'bureau against the sandbox authority: HMAC-SHA256, nothing encrypted, XML over TLS with client certificates',
  open: () => {
    const issuer = newAuthority('the sandbox')
    return openRig({
      tls: { ...issuer.issue('front'), clientCa: issuer.cert },
      client: {
        signing: { type: 'HMAC-SHA256', secret: SECRET },
        encryption: { mode: 'none' },
        format: 'xml',
        clientCertificate: { ...issuer.issue('merchant'), ca: issuer.cert },
      },
    })
  },
  differs: bureauReport.differences,
})

test('the sandbox authority answers nobody without a client certificate that it knows', async () => {
  const [issuer, strangers] = [newAuthority('the sandbox'), newAuthority('strangers')]
  const authority = await startAuthority({ port: 0, tls: { ...issuer.issue('front'), clientCa: issuer.cert } })
  const check = async (clientCertificate: object): Promise<readonly string[]> => {
    const client = { environment: 'sandbox', baseUrl: { sandbox: authority.url }, appId: 'demo', signing: HMAC, encryption: { mode: 'none' } }
    const session = bureau.open(bureauConfigSchema.parse({ ...client, clientCertificate }), SELLER, testIo(), testVault())
    return (await session.check()).map(fault => fault.code)
  }
  expect(await check({ ...issuer.issue('merchant'), ca: issuer.cert })).toEqual([])
  expect(await check({ ...strangers.issue('merchant'), ca: issuer.cert })).not.toEqual([])
  await authority.close()
})
