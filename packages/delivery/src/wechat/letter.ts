import type { Letter } from '@openfapiao/core'
import { templateFor } from '../template/choice.ts'
import { factsOf, identityOf } from '../template/facts.ts'
import type { WechatConfig } from './config.ts'

/** Body of `POST /cgi-bin/message/template/send`. `client_msg_id`: WeChat drops a repeat to the same openid within ten minutes. */
export function messageOf(letter: Letter, { templates, longest }: Pick<WechatConfig, 'templates' | 'longest'>): string {
  const template = templateFor(letter, templates)
  const values = factsOf(letter, longest)
  const data = Object.fromEntries(Object.entries(template?.parameters ?? {}).map(([keyword, fact]) => [keyword, { value: values[fact] }]))
  return JSON.stringify({ touser: letter.to, template_id: template?.id, url: letter.link, client_msg_id: identityOf(letter.id), data })
}

/** Letters, digits, `-` and `_`; 28 of them as far as anybody has seen. */
export const isOpenId = (text: string): boolean => /^[A-Za-z0-9_-]{20,64}$/.test(text)
