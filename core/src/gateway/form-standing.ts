/** 红字确认单状态 hzqrxxztDm (domain.md 4.2), classed by what happens next. `waitsForSeller` is a buyer's form that we may confirm or refuse. */
export type FormStanding = 'granted' | 'waitsForBuyer' | 'waitsForSeller' | 'ended'

const ENDED: readonly string[] = ['05', '06', '07', '08', '09', '10', '11', '12', '13']

/** undefined: a state that no list knows. Nothing is raised or confirmed beside such a form. */
export function formStanding(state: string): FormStanding | undefined {
  if (state === '01' || state === '04') return 'granted'
  if (state === '02') return 'waitsForBuyer'
  if (state === '03') return 'waitsForSeller'
  return ENDED.includes(state) ? 'ended' : undefined
}
