import { type Html, html } from '../html.ts'
import type { Say } from '../texts/say.ts'
import type { DocumentView } from '../view/view.ts'
import { fileSize } from './figures.ts'

/**
 * Every file the authority has made, with its format, size and use. What is seen is part of what is read aloud (WCAG 2.5.3); the invoice's number is added for
 * those who do not see the card.
 */
export function downloads({ files, filesComing, number = '' }: DocumentView, say: Say): Html {
  if (files.length === 0) return html`<p class="quiet">${say('filesNone')}</p>`
  return html`<ul class="files">${files.map(
    ({ format, href, bytes }) =>
      html`<li><a class="file" href="${href}" download><b>${say(`file.${format}`)}</b>${bytes !== undefined && html` <span class="fig">${fileSize(bytes)}</span>`}<span class="quiet">${say(`file.${format}.use`)}</span><span class="sr">${say('fileLabel', { format: say(`file.${format}`), number })}</span></a></li>`,
  )}</ul>${filesComing && html`<p class="quiet">${say('filesComing')}</p>`}`
}
