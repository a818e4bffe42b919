import { yuan } from '../../ledger/exact.ts'
import { done } from '../codes.ts'
import { taxpayerField } from '../messages/issue.ts'
import { choice, fields } from '../messages/shapes.ts'
import { definition } from './interface.ts'

/** 授信额度 of this month in yuan: 剩余, 已使用, 总. */
export const creditLine = definition({
  code: 'ele.creditLine',
  request: fields({ nsrsbh: taxpayerField, cxbz: choice(['1']) }),
  answer({ nsrsbh }, { ledger }) {
    const { left, used, total } = ledger.quota(nsrsbh)
    return done({ sysxed: yuan(left), ysysxed: yuan(used), zsxed: yuan(total) })
  },
})
