import { coverageOf, type DocumentRow } from '@openfapiao/core'
import { Pretend } from '../../core/test/fixtures.ts'
import { wrongIn } from '../../core/test/oracle.ts'
import { type Story, storyOf } from './stories.ts'

/**
 * Lives through a story, refund by refund, and answers what is wrong with it: a tolerance, a header sum, an order that is neither covered nor held, a red
 * that takes more than is left, a last red that leaves a fen. Nothing: all is well.
 */
export function wrongWith(seed: number): string[] {
  const story = storyOf(seed)
  const world = new Pretend(story.settings, story.order.ref)
  const wrong = [[], ...story.refunds.map((_, i) => story.refunds.slice(0, i + 1))].flatMap(refunds => {
    const now = { ...story.order, refunds }
    world.settle(now)
    return coverageOf(now, world.chain).settled ? [] : [`after ${refunds.length} refunds owed is not covered`]
  })
  const issued = world.chain.documents.filter(d => d.state === 'issued')
  return [...wrong, ...wrongIn(issued), ...held(world), ...leftovers(story, issued, world)]
}

/** What is held for a person is right only if a rule of the authority says so. */
const held = (world: Pretend): string[] =>
  world.chain.documents.filter(d => d.state === 'waiting').map(d => `${d.colour} is held: ${d.hold?.code} ${d.hold?.path}`)

function leftovers(story: Story, issued: readonly DocumentRow[], world: Pretend): string[] {
  const back = story.refunds.reduce((sum, r) => sum + r.amountFen, 0)
  const stands = issued.reduce((sum, d) => sum + d.content.totalFen, 0)
  const wanted = story.order.totalFen - back
  return stands === wanted || world.chain.hold ? [] : [`${stands} fen stand invoiced, ${wanted} are paid`]
}
