import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/exit-codes.ts'
import { pushedOrder } from '../house.ts'
import { type Desk, openDesk, RICE, TEA } from './house.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const [, section = ''] = /### 税务台 The tax desk\n\n```sh\n([\s\S]+?)```/.exec(readme) ?? []
const lines = section
  .trim()
  .split('\n')
  .map(line => line.replace(/\s+#.*$/, ''))

let desk: Desk
beforeAll(async () => {
  desk = await openDesk([
    { match: { sku: 'TEA' }, taxCode: TEA },
    { match: { sku: 'RICE' }, taxCode: RICE },
  ])
  await desk.write('codes.csv', `合并编码,货物和劳务名称,简称,税率\n${TEA},精制茶,茶饮,13%\n${RICE},大米,谷物加工品,9%\n`)
  await desk.serve()
  await desk.push('/v1/orders', pushedOrder('1'))
  await desk.order('1', o => o.documents[0]?.state === 'issued')
})
afterAll(() => desk.close())

it('every command of the tax desk that the README shows runs as it stands', async () => {
  expect(lines.length).toBeGreaterThan(12)
  for (const line of lines) {
    const [command = '', target] = line.split(' > ')
    const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '').slice(1)
    const { out, err, code } = await desk.run(...words)
    expect([EXIT.ok, EXIT.findings], `${line}\n${out}${err}`).toContain(code)
    if (target) await desk.write(target.trim(), out)
  }
  expect(await desk.order('1', o => o.hold?.code === 'WITHDRAWN')).toMatchObject({ covered: '0.00' })
})
