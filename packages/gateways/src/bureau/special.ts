import type { Special } from '@openfapiao/core'

type Entry = Readonly<Record<string, string | undefined>>

const yesNo = (yes: boolean): string => (yes ? 'Y' : 'N')

/** 特定要素 of an invoice: its code, and its data as entries in the names of WIRE.md; kinds without data have none. */
export function specialFields(special: Special | undefined): { readonly tdys?: string; readonly tdysxxList?: readonly Entry[] } {
  if (!special) return {}
  const entries = entriesOf(special)
  return { tdys: special.code, ...(entries.length > 0 ? { tdysxxList: entries } : {}) }
}

function entriesOf(special: Special): Entry[] {
  switch (special.code) {
    case '03':
      return [{ sf: special.province, cs: special.city, dz: special.address, jzxmmc: special.project, kdsbz: yesNo(special.crossCity) }]
    case '04':
      return special.transports.map(t => ({ ysgjzl: t.vehicle, ysgjph: t.plate, qyd: t.from, ddd: t.to, yshwmc: t.goods }))
    case '06':
      return [leaseOf(special)]
    case '09':
      return special.journeys.map(j => ({
        cxr: j.passenger,
        cxrzjhm: j.idNumber,
        cxrq: j.date,
        qyd: j.from,
        ddd: j.to,
        jtgjlx: j.vehicle,
        dj: j.seat,
      }))
    default:
      return []
  }
}

const leaseOf = ({ certificate, province, city, address, from, until, crossCity, areaUnit }: Extract<Special, { code: '06' }>): Entry => ({
  ...{ cqzh: certificate, sf: province, cs: city, dz: address, zlqq: from, zlqz: until, kdsbz: yesNo(crossCity), mjdw: areaUnit },
})
