import { z } from 'zod'
import { type Fault, fault } from './fault.ts'

const zh = z.locales.zhCN().localeError
const en = z.locales.en().localeError

/**
 * What zod found wrong, as one FIELD_INVALID per place, in both languages. `root` comes before each path, for instance `order`.
 * Parse with `{ reportInput: true }`, so that the text can say what kind of thing stood there (never the thing itself).
 * Messages a schema brings itself (`.refine`, `.regex(…, message)`) stand in both languages as they are: write them in both.
 */
export function fieldFaults(error: z.ZodError, root = ''): Fault[] {
  return error.issues.flatMap(issue => leaves(issue)).map(issue => fieldFault(issue, root))
}

/** Of a union's branches the one that came furthest says most. */
function leaves(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map(i => i.path.length))
  const [best = []] = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)
  return best.flatMap(inner => leaves({ ...inner, path: [...issue.path, ...inner.path] }))
}

function fieldFault(issue: z.core.$ZodIssue, root: string): Fault {
  const path = [...(root ? [root] : []), ...issue.path].join('.')
  const said = (locale: typeof zh): string => text(locale, issue)
  const field = path || '-'
  return { ...fault('FIELD_INVALID', path, { field, why: said(en) }), zh: fault('FIELD_INVALID', path, { field, why: said(zh) }).zh }
}

/** The schema's own words win; zod's are said again in the language asked for. */
function text(locale: typeof zh, issue: z.core.$ZodIssue): string {
  const own = issue.message !== '' && issue.message !== plain(en, issue) && issue.code !== 'invalid_type'
  return own ? issue.message : plain(locale, issue)
}

function plain(locale: typeof zh, issue: z.core.$ZodIssue): string {
  // zod types `input` as always there; it is absent where the thing itself was.
  const said = locale({ input: undefined, ...issue })
  return (typeof said === 'string' ? said : said?.message) ?? issue.message
}
