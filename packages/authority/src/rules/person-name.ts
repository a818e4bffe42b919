import type { Rule } from './rule.ts'

/** A natural person's name has more than one character (gateways.md 1.4). */
export const personName: Rule = ({ buyer }) =>
  buyer.person && [...buyer.name].length < 2 ? [{ is: 'notPlain', path: ['buyer', 'name'], text: '自然人购买方名称须多于1个字符' }] : []
