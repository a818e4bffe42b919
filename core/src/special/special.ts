import { z } from 'zod'

const text = z.string().trim().min(1)

/** 省级行政区 with its ending (省, 自治区, 市 …) as the bureau takes it, and the city below it; a municipality repeats itself. */
const place = {
  province: text.describe('省级行政区，以 省、自治区、市 结尾'),
  city: text.describe('地级市，例如 杭州市'),
}

/** 建筑服务 03. */
const construction = z.strictObject({
  ...{ code: z.literal('03'), ...place },
  address: text.describe('建筑服务发生地的详细地址'),
  project: text.describe('建筑项目名称'),
  crossCity: z.boolean().describe('跨地（市）标志'),
})

/** 货物运输 04: one entry per transport. */
const freight = z.strictObject({
  code: z.literal('04'),
  transports: z
    .array(
      z.strictObject({
        vehicle: text.describe('运输工具种类'),
        plate: text.describe('运输工具牌号'),
        from: text,
        to: text,
        goods: text.describe('运输货物名称'),
      }),
    )
    .min(1)
    .max(2000),
})

/** 不动产经营租赁 06. */
const lease = z.strictObject({
  ...{ code: z.literal('06'), ...place },
  certificate: text.describe('产权证书号，没有时填 无'),
  address: text.describe('不动产详细地址'),
  from: z.iso.date().describe('租赁期起'),
  until: z.iso.date().describe('租赁期止'),
  crossCity: z.boolean().describe('跨地（市）标志'),
  areaUnit: text.describe('面积单位'),
})

/** 旅客运输 09: one entry per journey. */
const passenger = z.strictObject({
  code: z.literal('09'),
  journeys: z
    .array(
      z.strictObject({
        ...{ passenger: text.describe('出行人'), idNumber: text.describe('有效身份证件号'), date: z.iso.date().describe('出行日期') },
        ...{ from: text, to: text, vehicle: text.describe('交通工具类型'), seat: z.string().optional().describe('等级') },
      }),
    )
    .min(1)
    .max(2000),
})

/** Kinds that a shop meets and that carry no extra data of their own: 成品油 01, 自产农产品销售 12, 二手车 15, 报废产品收购 24. */
const plain = z.strictObject({ code: z.enum(['01', '12', '15', '24']) })

/** 特定要素 (domain.md 1.7): the special business of one invoice with the data it must carry. Codes are those of 乐企 and the bureau; 税控 has others. */
export const specialSchema = z.discriminatedUnion('code', [construction, freight, lease, passenger, plain])
export type Special = z.infer<typeof specialSchema>

/** Lists of the same kind become one list; everything else must be the same to stand on one invoice. */
export function joinSpecials(specials: readonly Special[]): Special | undefined {
  const [first] = specials
  if (first?.code === '04') return { code: '04', transports: distinct(specials.flatMap(s => (s.code === '04' ? s.transports : []))) }
  if (first?.code === '09') return { code: '09', journeys: distinct(specials.flatMap(s => (s.code === '09' ? s.journeys : []))) }
  return first
}

const distinct = <T>(items: readonly T[]): T[] => [...new Map(items.map(item => [JSON.stringify(item), item])).values()]

/** What may share an invoice: lists of one kind join, other kinds only with their equals; ordinary lines are a kind of their own. */
export function specialKey(special: Special | undefined): string {
  if (special === undefined) return ''
  return special.code === '04' || special.code === '09' ? special.code : JSON.stringify(special)
}
