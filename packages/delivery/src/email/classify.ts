import type { SendAnswer } from '@openfapiao/core'

/** Login, sender or encryption refused: nothing is wrong with the letter, a person must change a setting; looked at again this often. */
const SETTINGS_RETRY_SECONDS = 900

interface SmtpFailure {
  readonly code?: unknown
  readonly responseCode?: unknown
  readonly response?: unknown
  readonly command?: unknown
}

/**
 * What a failed send means (RFC 5321 4.2.1: 5yz is for good, 4yz passes). Only a 5yz about the recipient (RCPT TO) or the message (DATA) refuses the letter:
 * at any other step it is about our settings, and refusing would lose every buyer's mail for one wrong password.
 * Servers repeat addresses in their texts, so only codes are told.
 */
export function classify(error: unknown): SendAnswer {
  if (!isFailure(error)) throw error
  const { responseCode, response, command, code } = error
  const step = typeof command === 'string' ? command : 'SMTP'
  if (typeof responseCode !== 'number') return { is: 'later', why: `${step}: ${String(code ?? 'failed')}` }
  const why = `${step}: ${[responseCode, enhanced(response)].filter(Boolean).join(' ')}`
  if (!isPermanent(responseCode)) return { is: 'later', why }
  return step === 'RCPT TO' || step === 'DATA' ? { is: 'refused', why } : { is: 'later', why, afterSeconds: SETTINGS_RETRY_SECONDS }
}

/** 503 tells of the session, not of the letter. */
const isPermanent = (code: number): boolean => code >= 500 && code < 600 && code !== 503

/** RFC 3463 status such as 5.1.1, which says what exactly was refused. */
function enhanced(response: unknown): string | undefined {
  return typeof response === 'string' ? /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] : undefined
}

/** nodemailer gives every failure of a send a `code`; anything else is a bug. */
const isFailure = (error: unknown): error is Error & SmtpFailure => error instanceof Error && 'code' in error

export const withoutAddresses = (text: string): string => text.replace(/\S+@\S+/g, '***').slice(0, 200)
