import type { Invoice } from './invoice.ts'

/** The bureau prints （个人） after a natural person's name (gateways.md 1.4). */
export const printedBuyer = ({ buyer }: Invoice): string => (buyer.person ? `${buyer.name}（个人）` : buyer.name)
