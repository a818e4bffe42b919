import { SELLER } from './invoices.ts'

/** Messages written from the interface's page by hand, not with the authority's own names: every field filled. */
export type Message = Record<string, unknown>

const goods = { xmmc: '小麦', hwhyslwfwmc: '*谷物*小麦', spfwjc: '谷物', sphfwssflhbbm: '1010101020000000000' }

export const invoiceMessage = (fpqqlsh = 'S1'): Message => ({
  fpqqlsh,
  fppz: '01',
  gmfzrrbz: 'N',
  xsfnsrsbh: SELLER.taxNumber,
  xsfmc: SELLER.name,
  xsfdz: '北京市演示路1号',
  xsfdh: '010-12345678',
  xsfkhh: '演示银行',
  xsfzh: '6222000011112222',
  gmfnsrsbh: '91110000DEMO00002X',
  gmfmc: '演示购方有限公司',
  gmfdz: '上海市演示路2号',
  gmfdh: '13800138000',
  gmfkhh: '演示银行上海分行',
  gmfzh: '6222999988887777',
  hjje: '220.00',
  hjse: '19.80',
  jshj: '239.80',
  kpr: '张三',
  bz: '订单 1001',
  ywfsrq: '2026-03-02',
  fpmxList: [
    {
      mxxh: '1',
      ...goods,
      ggxh: '5kg',
      dw: '袋',
      sl: '4',
      dj: '25',
      je: '100.00',
      slv: '0.09',
      se: '9.00',
      hsje: '109.00',
      fphxz: '00',
      yhzcbs: '05',
    },
    { mxxh: '2', ...goods, dw: '袋', sl: '3', dj: '50', je: '150.00', slv: '0.09', se: '13.50', hsje: '163.50', fphxz: '02' },
    { mxxh: '3', ...goods, je: '-30.00', slv: '0.09', se: '-2.70', hsje: '-32.70', fphxz: '01' },
  ],
})

export const issueMessage = (...serials: string[]): Message => ({
  nsrsbh: SELLER.taxNumber,
  fpList: (serials.length === 0 ? ['S1'] : serials).map(invoiceMessage),
})

export const queryMessage = (...serials: string[]): Message => ({ nsrsbh: SELLER.taxNumber, fpqqlshList: serials.length === 0 ? ['S1'] : serials })

/** One unit of the first line of `invoiceMessage` comes back. */
export const redFormMessage = (blue: { readonly number: string; readonly issuedAt: string }, fpqqlsh = 'R1'): Message => ({
  fpqqlsh,
  lrfsf: '0',
  xsfnsrsbh: SELLER.taxNumber,
  xsfmc: SELLER.name,
  gmfnsrsbh: '91110000DEMO00002X',
  gmfmc: '演示购方有限公司',
  lzfphm: blue.number,
  lzkprq: blue.issuedAt,
  lzhjje: '220.00',
  lzhjse: '19.80',
  lzfppzDm: '01',
  hzcxje: '-25.00',
  hzcxse: '-2.25',
  chyyDm: '02',
  hzqrdmxList: [
    { lzmxxh: '1', xh: '1', ...goods, ggxh: '5kg', dw: '袋', fpspdj: '25', fpspsl: '-1', je: '-25.00', sl1: '0.09', se: '-2.25', yhzcbs: '05' },
  ],
})
