import { describe, expect, test } from 'vitest'
import { configOf } from '../../test/leqi.ts'
import { leqi, leqiConfigSchema } from './index.ts'

const GOOD = {
  environment: 'production',
  abilityCode: '000001',
  connectingPlatform: 'P0001',
  sm4Key: '0123456789abcdeffedcba9876543210',
  regionCode: '110000',
  machine: { ip: '10.0.0.1', mac: '00-00-00-00-00-01' },
}
const pathsOf = (change: object): string[] => leqiConfigSchema.safeParse({ ...GOOD, ...change }).error?.issues.map(i => i.path.join('.')) ?? []

test('little has to be entered; the host and the official stand on partial reds are defaults', () => {
  expect(leqiConfigSchema.parse(GOOD)).toMatchObject({
    ...{ baseUrl: 'https://lqpt.chinatax.gov.cn:8443', partialRed: 'afterBooking', accessSignature: '', sandboxFlag: '', useCase: '' },
    ...{ numbers: { segment: 500 }, errorCodes: {}, resultCodes: {} },
  })
})

describe('refused, at the setting that is wrong', () => {
  test.each<[string, object]>([
    ['abilityCode', { abilityCode: '12345' }],
    ['sm4Key', { sm4Key: 'x' }],
    ['baseUrl', { baseUrl: 'http://lqpt.example.cn' }],
    ['baseUrl', { baseUrl: 'ftp://lqpt.example.cn' }],
    ['numbers.segment', { numbers: { segment: 5001 } }],
    ['quota.downloadFen', { quota: { downloadFen: 0.5 } }],
    ['errorCodes.E', { errorCodes: { E: 'dead' } }],
    ['taxBureau', { taxBureau: '1' }],
    ['machine.mac', { machine: { ip: '10.0.0.1' } }],
    ['paceSeconds', { paceSeconds: { ask: 1 } }],
    ['timeoutSeconds', { timeoutSeconds: 61 }],
  ])('%s', (path, change) => {
    expect(pathsOf(change)).toContain(path)
  })
})

test('the traits are those of gateways.md 1', () => {
  expect(leqi.traits(leqiConfigSchema.parse(GOOD))).toMatchObject({
    ...{ numbering: 'ours', dedupesBySerial: true, redFlow: 'formThenUpload', partialRed: 'afterBooking' },
    ...{ resendUntilSeconds: 172_800, batchMax: 100, linesMax: 1999, askAfterSeconds: 10, absentGraceSeconds: 60 },
    ...{ formats: [], specialBusiness: [], sandbox: false, textLength: 'characters' },
  })
  expect(leqi.traits(configOf('http://127.0.0.1:1', { partialRed: 'always' }))).toMatchObject({ partialRed: 'always', sandbox: true })
})
