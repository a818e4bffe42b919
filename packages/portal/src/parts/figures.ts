import { type Html, html } from '../html.ts'

/** `"-12.00"` → `−¥12.00`, in figures of one width. */
export const money = (yuan: string): Html => html`<span class="fig">${yuan.startsWith('-') ? `−¥${yuan.slice(1)}` : `¥${yuan}`}</span>`

/** A quantity or rate with a true minus. */
export const figure = (text: string): Html => html`<span class="fig">${text.replace(/^-/, '−')}</span>`

/** A 20-digit number in groups of four that the eye can follow; no space in between, so that it copies whole. */
export const grouped = (digits: string): Html =>
  html`<span class="fig group">${(digits.match(/.{1,4}/gu) ?? []).map(group => html`<span>${group}</span>`)}</span>`

/** 84 KB, 1.2 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1_048_576) return `${Math.max(1, Math.ceil(bytes / 1024))} KB`
  return `${Math.ceil(bytes / 104_857.6) / 10} MB`
}
