import { weatherSchema } from '../faults/faults.ts'
import { FAULT_KINDS } from '../faults/kinds.ts'
import { faultOrderSchema } from '../faults/order.ts'
import { now, type Route } from './route.ts'

export const faultRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/faults', answer: ({ faults }) => now({ armed: faults.pending(), kinds: FAULT_KINDS }) },
  {
    method: 'POST',
    path: '/admin/faults',
    answer: ({ faults }, { body }) => ({ status: 201, body: faults.add(faultOrderSchema.parse(body)) }),
  },
  {
    method: 'DELETE',
    path: '/admin/faults',
    answer({ faults }) {
      faults.clear()
      faults.weather(undefined)
      return now({ armed: faults.pending() })
    },
  },
  {
    method: 'DELETE',
    path: '/admin/faults/:',
    answer({ faults }, { id }) {
      if (!faults.pending().some(f => String(f.id) === id)) return undefined
      faults.clear(Number(id))
      return now({ armed: faults.pending() })
    },
  },
  {
    method: 'PUT',
    path: '/admin/weather',
    answer({ faults }, { body }) {
      const weather = weatherSchema.parse(body)
      faults.weather(weather)
      return now(weather)
    },
  },
  {
    method: 'POST',
    path: '/admin/login',
    answer({ faults }) {
      faults.login()
      return now({ armed: faults.pending() })
    },
  },
]
