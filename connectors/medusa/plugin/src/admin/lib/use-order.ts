import { useCallback, useEffect, useState } from 'react'
import type { OrderView } from '../../contract.ts'
import { ask } from './ask.ts'

/** While something is under way the picture changes by itself. */
const REFRESH_MS = 2_000

/** And for so long after a person did something, since the engine's work begins a little later. */
const WATCH_MS = 20_000

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
  const [watchedUntil, setWatchedUntil] = useState(0)
  const busy = view?.state === 'underWay'
  useEffect(() => {
    void load()
  }, [load])
  useEffect(() => {
    if (!busy && watchedUntil === 0) return
    const timer = setInterval(() => {
      void load()
      if (Date.now() > watchedUntil) setWatchedUntil(0)
    }, REFRESH_MS)
    return () => clearInterval(timer)
  }, [load, busy, watchedUntil])
  const watch = useCallback(async () => {
    setWatchedUntil(Date.now() + WATCH_MS)
    await load()
  }, [load])
  return { view, failure, watch }
}
