import { useCallback, useEffect, useState } from 'react'
import type { OrderView } from '../../contract.ts'
import { ask } from './ask.ts'

/** While something is under way the picture changes by itself. */
const REFRESH_MS = 2_000

/** An order's invoices, refreshed while work is under way. */
export function useOrder(id: string) {
  const [view, setView] = useState<OrderView>()
  const [failure, setFailure] = useState<string>()
  const load = useCallback(async () => {
    try {
      setView((await ask<{ fapiao: OrderView }>(`orders/${id}`)).fapiao)
      setFailure(undefined)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }, [id])
  const busy = view?.state === 'underWay'
  useEffect(() => {
    void load()
    if (!busy) return
    const timer = setInterval(() => void load(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [load, busy])
  return { view, failure, load }
}
