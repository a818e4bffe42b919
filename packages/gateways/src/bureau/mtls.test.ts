import { createServer, type Server } from 'node:https'
import { afterEach, expect, test } from 'vitest'
import { type Identity, newAuthority } from '../../test/certificates.ts'
import { SECRET, said } from '../../test/desk.ts'
import { SELLER } from '../../test/documents.ts'
import { testIo, testVault } from '../../test/io.ts'
import { bureauConfigSchema } from './config.ts'
import { bureau } from './index.ts'

const ours = newAuthority('the authority of the test')
const strangers = newAuthority('another authority')

let server: Server | undefined
afterEach(() => server?.close())

/** A front that speaks to nobody without a certificate of `ours`. */
async function quotaOver(client: Identity | undefined, ca = ours.cert): Promise<readonly string[]> {
  const { cert, key } = ours.issue('front')
  server = createServer({ cert, key, ca: ours.cert, requestCert: true, rejectUnauthorized: true }, (_, response) => {
    response.end(said({ returncode: '00', sq: '2026-03', zsxed: '1.00', ysysxed: '0.00', kysyed: '1.00' }))
  })
  const port = await new Promise<number>(resolve => {
    server?.listen(0, '127.0.0.1', () => {
      const address = server?.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  const config = bureauConfigSchema.parse({
    environment: 'production',
    baseUrl: { production: `https://127.0.0.1:${port}` },
    appId: 'demo',
    signing: { type: 'HMAC-SM3', secret: SECRET },
    encryption: { mode: 'none' },
    ...(client && { clientCertificate: { ...client, ca } }),
  })
  const faults = await bureau.open(config, SELLER, testIo(), testVault()).check()
  return faults.map(fault => fault.code)
}

test('a client certificate that the front knows opens the way', async () => {
  expect(await quotaOver(ours.issue('merchant'))).toEqual([])
})

test("without one, or with a stranger's, nothing is answered", async () => {
  expect(await quotaOver(undefined)).toEqual(['BLOCKED'])
  expect(await quotaOver(strangers.issue('merchant'))).not.toEqual([])
})

test("a front whose own certificate is a stranger's blocks the lane before anything is sent", async () => {
  expect(await quotaOver(ours.issue('merchant'), strangers.cert)).toEqual(['BLOCKED'])
})
