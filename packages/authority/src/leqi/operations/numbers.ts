import { z } from 'zod'
import { shanghaiDay } from '../../ledger/shanghai.ts'
import { flows, segments, sequence } from '../books.ts'
import { count, needed } from '../messages/shapes.ts'
import { ok, refused } from '../reply.ts'
import { operation } from './operation.ts'

/**
 * `QDFPPLFM`: numbers of the year, 5000 at most. The same 业务流水号 with the same count gets the same segment again. Fifth digit 0 as everywhere in this sandbox
 * (a real one of 乐企 has 7), the sixth 9, so that the ledger's own numbers never meet them.
 */
export const plfm = operation({
  fwbm: 'QDFPPLFM',
  request: z.object({ nsrsbh: needed(20), lysl: count, ywlsh: needed(100) }),
  actors: r => [r.nsrsbh],
  subjects: r => [r.ywlsh],
  answer({ nsrsbh, lysl, ywlsh }, { ledger, platform }) {
    const wanted = Number(lysl)
    if (wanted < 1 || wanted > 5000) return refused('01', 'lysl：每次 1 至 5000 个')
    const asked = `QDFPPLFM/${nsrsbh}/${wanted}`
    const known = flows.get(ledger, ywlsh)
    if (known) return known.asked === asked ? ok(known.answer) : refused('01', 'ywlsh：业务流水号已用于其他申请')
    const seller = ledger.seller(nsrsbh)
    if (!seller) return refused('11', '纳税人无开票权限')
    const from = (sequence.get(ledger, 'numbers') ?? 0) + 1
    const place = (n: number): string => `${shanghaiDay(ledger.now()).slice(2, 4)}${seller.region}09${String(n).padStart(14, '0')}`
    const answer = { fpqshm: place(from), fpzzhm: place(from + wanted - 1), lysl: String(wanted) }
    sequence.set(ledger, 'numbers', from + wanted - 1)
    const owner = `${platform}/${nsrsbh}`
    segments.set(ledger, owner, [...(segments.get(ledger, owner) ?? []), { first: answer.fpqshm, last: answer.fpzzhm }])
    flows.set(ledger, ywlsh, { asked, answer })
    return ok(answer)
  },
})
