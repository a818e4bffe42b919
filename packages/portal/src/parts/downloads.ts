import { type Html, html } from '../html.ts'
import type { Say } from '../texts/say.ts'
import type { DocumentView } from '../view/view.ts'
import { fileSize } from './figures.ts'

/** Every file the authority has made, with its format, size and use. */
export function downloads({ files, filesComing, number = '' }: DocumentView, say: Say): Html {
  if (files.length === 0) return html`<p class="quiet">${say('filesNone')}</p>`
  return html`<ul class="files">${files.map(
    ({ format, href, bytes }) =>
      html`<li><a class="file" href="${href}" download aria-label="${say('fileLabel', { format: say(`file.${format}`), number })}"><b>${say(`file.${format}`)}</b>${bytes !== undefined && html` <span class="fig">${fileSize(bytes)}</span>`}<span class="quiet">${say(`file.${format}.use`)}</span></a></li>`,
  )}</ul>${filesComing && html`<p class="quiet">${say('filesComing')}</p>`}`
}
