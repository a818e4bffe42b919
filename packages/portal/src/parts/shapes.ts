import { constant, type Html, html } from '../html.ts'

/** Shapes that tell states apart without colour. Decoration beside a word, so hidden from screen readers. */
const PATHS = {
  done: '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="m4.5 8.2 2.4 2.4 4.6-5" fill="none" stroke="var(--card)" stroke-width="1.8"/>',
  running:
    '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor"/>',
  resting:
    '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 4.6V8l2.4 1.6" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  acting: '<path d="M8 1.2 15.4 14.4H.6z" fill="currentColor"/><path d="M8 6v4.2M8 11.4v1.5" stroke="var(--card)" stroke-width="1.6"/>',
  reversed: '<path d="M5.5 2.5 2.5 5.5l3 3M2.8 5.5h6.4a4 4 0 0 1 0 8H5" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  nothing:
    '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M4.8 8h6.4" stroke="currentColor" stroke-width="1.6"/>',
  down: '<path d="M8 2v8M4.5 6.8 8 10.3l3.5-3.5M2.5 13.5h11" fill="none" stroke="currentColor" stroke-width="1.8"/>',
} as const

export type Shape = keyof typeof PATHS
export const shape = (name: Shape): Html => html`<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">${constant(PATHS[name])}</svg>`
