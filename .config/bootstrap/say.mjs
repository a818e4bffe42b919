// @ts-check

/** Something the person at the machine has to put right; the message says what. */
export class Unready extends Error {
  /**
   * @param {string} zh
   * @param {string} en
   */
  constructor(zh, en) {
    super(en)
    this.name = 'Unready'
    this.zh = zh
    this.en = en
  }
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * Says what is being done, does it, says how it went and how long it took.
 * @param {string} zh
 * @param {string} en
 * @param {() => Promise<number>} work answers an exit code
 * @returns {Promise<number>} that code
 */
export async function step(zh, en, work) {
  const begun = Date.now()
  say(`▸ ${zh} · ${en}`)
  const code = await work()
  say(`${code === 0 ? '✓' : '✗'} ${zh} · ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  return code
}
