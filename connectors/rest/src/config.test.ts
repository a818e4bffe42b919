import { describe, expect, test } from 'vitest'
import { restConfigSchema } from './config.ts'

const key = 'made-up-key-of-the-store-main-0001'
const secret = 'made-up-secret-of-the-callback-01'
const config = { keys: [{ store: 'main', key }], callbacks: [{ store: 'main', url: 'https://erp.example/fapiao', secret }] }
const wrong = (over: object): string[] => restConfigSchema.safeParse({ ...config, ...over }).error?.issues.map(i => i.path.join('.')) ?? []

describe('the configuration', () => {
  test('is good with keys alone', () => expect(restConfigSchema.safeParse({ keys: config.keys }).success).toBe(true))
  test('wants keys that cannot be guessed, and each only once', () => {
    expect(wrong({ keys: [{ store: 'main', key: 'short' }] })).toContain('keys.0.key')
    expect(wrong({ keys: [{ store: 'main', key: `${key} with space` }] })).toContain('keys.0.key')
    expect(
      wrong({
        keys: [
          { store: 'main', key },
          { store: 'branch', key },
        ],
      }),
    ).toContain('keys')
    expect(wrong({ keys: [] })).toContain('keys')
    expect(wrong({ keys: [{ store: 'main', key, rights: [] }] })).toContain('keys.0.rights')
  })
  test('wants callbacks over https, or on this machine, one for a store that has a key', () => {
    const of = (over: object) => wrong({ callbacks: [{ store: 'main', url: 'https://erp.example/x', secret, ...over }] })
    expect(of({ url: 'http://erp.example/x' })).toEqual(['callbacks.0.url'])
    expect([of({ url: 'http://127.0.0.1:3000/x' }), of({ url: 'http://localhost/x' })]).toEqual([[], []])
    expect(of({ url: 'ftp://localhost/x' })).toContain('callbacks.0.url')
    expect(of({ url: 'not an address' })).toEqual(['callbacks.0.url'])
    expect(of({ store: 'branch' })).toEqual(['callbacks'])
    expect(wrong({ callbacks: [...config.callbacks, ...config.callbacks] })).toEqual(['callbacks'])
  })
})
