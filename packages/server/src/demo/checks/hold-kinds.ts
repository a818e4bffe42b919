import type { Check } from './facts.ts'

/** Each reason to hold that the sample orders bring along was met, with its text in both languages and somebody who can clear it. */
export const holdKinds: Check = {
  zh: '每一类挂起都出现并写明由谁处理',
  en: 'every kind of hold was met, and names who clears it',
  found({ wanted, orders, holds }) {
    const met = [...orders.flatMap(o => o.hold ?? []), ...holds.map(h => h.hold)].filter(({ zh, en, who }) => [zh, en, who].every(Boolean))
    const missing = wanted.holds.filter(code => !met.some(h => h.code === code))
    return missing.map(code => ({ zh: `没有出现挂起 ${code}`, en: `no hold ${code} was met` }))
  },
}
