import { readFileSync } from 'node:fs'
import path from 'node:path'
import { exportSm2PrivateKey, newSm2Key, newSm4Key } from '@openfapiao/gm'
import { describe, expect, it } from 'vitest'
import { EXIT } from '../src/cli/exit-codes.ts'
import { COMMANDS } from '../src/cli/registry.ts'
import { configOf, configSchema } from '../src/config/index.ts'
import { wire } from '../src/wire/index.ts'
import { openFolder } from './house.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const example: unknown = JSON.parse(/```json\n([\s\S]+?)\n```/.exec(readme)?.[1] ?? '')

/** A made-up value for every variable that the example names. */
const names = [...JSON.stringify(example).matchAll(/"env":"(\w+)"/g)].map(m => m[1] ?? '')
const env = {
  ...Object.fromEntries(names.map(name => [name, `made-up-value-of-${name}-0123456789`])),
  BUREAU_SM2_KEY: exportSm2PrivateKey(newSm2Key()),
  BUREAU_SM4_KEY: newSm4Key(),
}

describe('the README', () => {
  it('shows a configuration that is right, down to gateways, connectors and channels', async () => {
    const { folder, write, close } = await openFolder()
    await write('till-1.tax-map.json', [])
    const read = await configOf(example, path.join(folder, 'fapiao.config.json'), env)
    expect(read).toMatchObject({ is: 'config' })
    if (read.is === 'faulty') return
    const wired = await wire(read.config, { write: () => undefined })
    expect(wired).toMatchObject({ is: 'wired' })
    if (wired.is === 'wired') await wired.wired.close()
    await close()
  })

  it('names every setting of the file', () => {
    const table = [...readme.matchAll(/^\| `([a-zA-Z]+)/gm)].map(m => m[1])
    expect(Object.keys(configSchema.shape).filter(name => name !== '$schema' && !table.includes(name))).toEqual([])
    expect(Object.keys(configSchema.shape).filter(name => name !== '$schema' && !Object.keys(Object(example)).includes(name))).toEqual([])
  })

  it('names every command and every exit code', () => {
    expect(COMMANDS.filter(({ name }) => !new RegExp(`\`${name}[ \`]`).test(readme)).map(c => c.name)).toEqual([])
    const codes = [...readme.matchAll(/^\| (\d+) \|/gm)].map(m => Number(m[1]))
    expect(codes).toEqual(Object.values(EXIT))
  })
})
