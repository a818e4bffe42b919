import { type Html, html } from '../html.ts'
import type { Say } from '../texts/say.ts'
import type { DocumentView, PageState } from '../view/view.ts'
import { type Shape, shape } from './shapes.ts'

interface Look {
  readonly shape: Shape
  /** Class of the style sheet that gives the colour. */
  readonly tone: 'go' | 'run' | 'rest' | 'act' | 'back'
}

const PAGE: Readonly<Record<PageState, Look>> = {
  title: { shape: 'acting', tone: 'act' },
  issuing: { shape: 'running', tone: 'run' },
  asked: { shape: 'running', tone: 'run' },
  waiting: { shape: 'resting', tone: 'rest' },
  issued: { shape: 'done', tone: 'go' },
  reversed: { shape: 'reversed', tone: 'back' },
  none: { shape: 'nothing', tone: 'rest' },
}

const DOCUMENT: Readonly<Record<DocumentView['state'], Look>> = {
  issued: { shape: 'done', tone: 'go' },
  issuing: { shape: 'running', tone: 'run' },
  waiting: { shape: 'resting', tone: 'rest' },
}

/** State of the order: shape, then word. */
export const pageMark = (state: PageState, say: Say): Html => mark(PAGE[state], say(`state.${state}`))

/** State of one document; a reversed invoice says that before it says it was issued. */
export function documentMark({ state, reversed }: DocumentView, say: Say): Html {
  return reversed === 'no' ? mark(DOCUMENT[state], say(`document.${state}`)) : mark({ shape: 'reversed', tone: 'back' }, say(`reversed.${reversed}`))
}

const mark = (look: Look, word: string): Html => html`<span class="mark ${look.tone}">${shape(look.shape)}${word}</span>`
