/** Asks again and again, as the engine does, but faster. Fails with the last answer. */
export async function until<Answer, Wanted>(ask: () => Promise<Answer>, wanted: (answer: Answer) => Wanted | undefined): Promise<Wanted> {
  for (let tries = 0; ; tries++) {
    const answer = await ask()
    const got = wanted(answer)
    if (got !== undefined) return got
    if (tries === 200) throw new Error(`not what was waited for: ${JSON.stringify(answer)}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
