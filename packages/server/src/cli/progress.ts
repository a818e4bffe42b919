/** Work that is done sooner is not talked about. */
const QUIET_MS = 2_000

/** Says on stderr what is being done, but only once the whole has taken more than two seconds. */
export function progressLine(err: (text: string) => void) {
  let latest: string | undefined
  let timer: NodeJS.Timeout | undefined
  let loud = false

  const speak = (): void => {
    loud = true
    if (latest !== undefined) err(latest)
    latest = undefined
  }

  return Object.freeze({
    say(zh: string, en: string): void {
      latest = `… ${zh} ${en}\n`
      if (loud) speak()
      else timer ??= setTimeout(speak, QUIET_MS).unref()
    },
    stop(): void {
      clearTimeout(timer)
      timer = undefined
      loud = false
      latest = undefined
    },
  })
}
