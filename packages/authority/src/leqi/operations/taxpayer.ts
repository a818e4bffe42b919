import { z } from 'zod'
import { exact, textOf, times } from '../../ledger/exact.ts'
import { RATES } from '../../ledger/rates.ts'
import { maybe, maybeShaped, needed } from '../messages/shapes.ts'
import { noRecords, ok } from '../reply.ts'
import { operation } from './operation.ts'

/** `CXNSRFXXX`: a taxpayer whose standing is abnormal is at the highest risk. */
export const cxnsrfxxx = operation({
  fwbm: 'CXNSRFXXX',
  request: z.object({ nsrsbh: needed(20) }),
  actors: r => [r.nsrsbh],
  answer({ nsrsbh }, { ledger }) {
    const abnormal = ledger.isAbnormal(nsrsbh)
    return ok({ fxnsrlx: abnormal ? '01' : '04', nsrxydj: 'A', nsryjjb: abnormal ? '01' : '03', fxnsrbz: abnormal ? 'Y' : 'N' })
  },
})

/** `CXNSRJBXX`: of the many members those that the sandbox knows. */
export const cxnsrjbxx = operation({
  fwbm: 'CXNSRJBXX',
  request: z.object({ nsrsbh: needed(20) }),
  actors: r => [r.nsrsbh],
  answer({ nsrsbh }, { ledger }) {
    const seller = ledger.seller(nsrsbh)
    if (!seller) return noRecords()
    const jcxx = { nsrsbh, nsrmc: seller.name, nsrlx: seller.kind === 'general' ? '1' : '2', xdpsdqybz: 'Y', nsrztdm: '03' }
    return ok({ jcxx, qyhyxzGrid: [], xfsnsrlxGrid: [] })
  },
})

const compact = (day: string): string => day.replaceAll('-', '')

/** `CXKYSL`. */
export const cxkysl = operation({
  fwbm: 'CXKYSL',
  request: z.object({}),
  answer: () =>
    ok({
      count: RATES.length,
      slList: RATES.map(r => ({
        csxz: r.is === 'rate' ? '1' : '2',
        slzsl: r.rate,
        yslbz: 'N',
        cszt: '0',
        yxqq: compact(r.from),
        ...(r.until && { yxqz: compact(r.until) }),
      })),
    }),
})

/** `CXSSFLBM`: all the first time; nothing more until there is a newer edition than the stamp. */
export const cxssflbm = operation({
  fwbm: 'CXSSFLBM',
  request: z.object({ nsrsbh: needed(20), sjc: maybeShaped(/^\d{14}$/, 14), sjswjgdm: maybe(11) }),
  actors: r => [r.nsrsbh],
  answer({ sjc = '' }, { codes }) {
    const stamp = codes.version
      .split(/\D+/)
      .slice(0, 3)
      .map(part => part.padStart(2, '0'))
      .join('')
      .padEnd(14, '0')
      .slice(0, 14)
    const fresh = sjc < stamp ? codes.entries : []
    const ssbmList = fresh.map(({ code, name, shortName, rates, summary }) => ({
      sphfwssflhbbm: code,
      sphfwmc: name,
      sphfwfljc: shortName,
      zzssl: rates.map(rate => `${textOf(times(exact(rate), exact('100')))}%`).join('、'),
      sfhzx: summary === true ? 'Y' : 'N',
    }))
    return ok({ sjc: stamp, count: ssbmList.length, ssbmList })
  },
})

/** `CXCEZSBM`: the sandbox has no margin taxation. */
export const cxcezsbm = operation({ fwbm: 'CXCEZSBM', request: z.object({}), answer: () => ok({ cezsbmList: [] }) })

const enterprise = z.object({ nsrsbh: needed(20), ssjswjgDm: needed(11) })

/** 查询虚拟企业信息. */
export const virtualEnterprise = operation({
  fwbm: 'LQSX_SWZJ_GT4_CXXNQYXX',
  request: enterprise,
  actors: r => [r.nsrsbh],
  answer: ({ nsrsbh }, { ledger }) => ok({ nsrsbh, nsrmc: ledger.seller(nsrsbh)?.name ?? '' }),
})

/** 企业信息初始化. The ledger is one for all fronts, so nothing in it is forgotten. */
export const enterpriseReset = operation({ fwbm: 'LQSX_SWZJ_GT4_QYXXCSH', request: enterprise, actors: r => [r.nsrsbh], answer: () => ok() })
