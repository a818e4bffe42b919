import { cut, padded } from '../../cli/text/width.ts'
import type { Paint, Step } from './step.ts'

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const NAME_WIDTH = 30
const BAR_WIDTH = 20

/** One line for each step; `tick` turns the spinner. */
export function stepLines(
  steps: readonly Step[],
  { tick, columns, paint }: { readonly tick: number; readonly columns: number; readonly paint: Paint },
): string[] {
  return steps.map(step => {
    const name = padded(`${step.zh} ${step.en}`, NAME_WIDTH)
    const room = Math.max(10, columns - NAME_WIDTH - 6)
    return ` ${markOf(step, tick, paint)} ${step.state === 'waiting' ? paint('dim', name) : name}  ${cut(besides(step), room)}`.trimEnd()
  })
}

/** Where nothing can be drawn over, a step is told when it ends. */
export function plainLine(step: Step): string {
  const { zh, en, state, tookMs, detail } = step
  return [` ${MARKS[state]} ${zh} ${en}`, tookMs === undefined ? '' : seconds(tookMs), detail ?? ''].filter(Boolean).join('  ')
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const MARKS = { waiting: '·', running: '…', done: '✓', failed: '✗' } as const

function markOf({ state }: Step, tick: number, paint: Paint): string {
  if (state === 'running') return paint('cyan', SPINNER[tick % SPINNER.length] ?? '…')
  if (state === 'waiting') return paint('dim', MARKS.waiting)
  return paint(state === 'done' ? 'green' : 'red', MARKS[state])
}

function besides({ state, count, tookMs, detail = '' }: Step): string {
  if (tookMs !== undefined) return `${padded(seconds(tookMs), 7, 'right')}  ${detail}`
  if (state !== 'running' || !count || count.of === 0) return detail
  const full = Math.round((Math.min(count.done, count.of) / count.of) * BAR_WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${count.done}/${count.of} ${detail}`
}
