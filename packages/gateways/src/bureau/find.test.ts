import { afterEach, beforeEach, expect, test } from 'vitest'
import { BLUE_NUMBER, type Desk, kinds, openDesk, refused, said, sought } from '../../test/desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const result = (fpqqlsh: string, rest: object) => ({ fpqqlsh, ...rest })
const ISSUED = {
  status: '00',
  fphm: BLUE_NUMBER,
  kprq: '2026-03-02 09:02:03',
  hjje: '220.00',
  hjse: '19.80',
  jshj: '239.80',
  gmfmc: '演示购方有限公司',
}

test('every status has its outcome, in the order of the question', async () => {
  desk.front.say(
    said({
      returncode: '00',
      jgList: [
        result('S4', { status: '04' }),
        result('S2', { status: '02', cwList: [{ cwdm: 'V12', cwlj: 'fpmxList.1.se', cwxx: '税额误差' }] }),
        result('S1', { status: '01' }),
        result('S0', ISSUED),
        result('S9', { status: '09' }),
        result('S3', { status: '02' }),
        result('SX', { status: '00', fphm: 'x' }),
        result('SF', { status: '02', hzqrxxztDm: '06' }),
      ],
    }),
  )
  const outcomes = await desk.session.find(['S0', 'S1', 'S2', 'S3', 'S4', 'S9', 'SX', 'SF', 'missing'].map(sought))
  expect(kinds(outcomes)).toEqual(['issued', 'pending', 'rejected', 'unknown', 'absent', 'unknown', 'unknown', 'rejected', 'unknown'])
  expect(outcomes[0]).toEqual({
    is: 'issued',
    number: BLUE_NUMBER,
    issuedAt: '2026-03-02T09:02:03+08:00',
    amountFen: 22000,
    taxFen: 1980,
    totalFen: 23980,
    buyerName: '演示购方有限公司',
  })
  expect(outcomes[2]).toMatchObject({ faults: [{ path: 'lines.1.taxFen' }] })
})

test('fifty serials fit into a question', async () => {
  const serials = Array.from({ length: 120 }, (_, i) => `S${i}`)
  desk.front.say(...Array(3).fill(said({ returncode: '04' })))
  expect(new Set(kinds(await desk.session.find(serials.map(sought))))).toEqual(new Set(['absent']))
  expect(desk.lengths('fpqqlshList').sort()).toEqual([20, 50, 50])
})

test('a serial that the answer names twice is unknown', async () => {
  desk.front.say(said({ returncode: '00', jgList: [result('S1', ISSUED), result('S1', { status: '04' })] }))
  expect(kinds(await desk.session.find([sought('S1')]))).toEqual(['unknown'])
})

test('a question that was not answered says nothing about the documents, whatever went wrong', async () => {
  for (const answer of ['hangUp', 503, 'rubbish', refused('01', 'V01'), refused('09', 'B01')] as const) {
    desk.front.say(answer)
    expect(kinds(await desk.session.find([sought('S1')]))).toEqual(['unknown'])
  }
  await desk.front.close()
  expect(kinds(await desk.session.find([sought('S1')]))).toEqual(['unknown'])
})

test('a lost login blocks the question too', async () => {
  desk.front.say(refused('03', 'S01'))
  expect((await desk.session.find([sought('S1')]))[0]).toMatchObject({ is: 'blocked', need: 'login' })
})
