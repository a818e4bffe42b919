import { z } from 'zod'

interface Meant {
  readonly colour: 'blue' | 'red'
  readonly locale: 'zh' | 'en'
}

/** One approved template; `parameters` is what fills its places, in the way of the provider. */
export const templateOf = <P extends z.ZodType>(parameters: P) =>
  z.strictObject({
    id: z.string().min(1).describe('id of the approved template'),
    colour: z.enum(['blue', 'red']).optional().describe('only for blue or only for red letters; left out: for both'),
    locale: z.enum(['zh', 'en']).optional().describe('only for buyers of this language; left out: for all'),
    parameters,
  })

/** The first that is for such a letter. */
export function templateFor<T extends Partial<Meant>>({ colour, locale }: Meant, templates: readonly T[]): T | undefined {
  return templates.find(t => (t.colour ?? colour) === colour && (t.locale ?? locale) === locale)
}

/** A letter for which there is no template could never be sent: that is told at start. */
export function everyLetterHasOne({ templates }: { readonly templates: readonly Partial<Meant>[] }, context: z.RefinementCtx): void {
  for (const colour of ['blue', 'red'] as const)
    for (const locale of ['zh', 'en'] as const)
      if (!templateFor({ colour, locale }, templates))
        context.addIssue({ code: 'custom', path: ['templates'], message: `没有适用的模板 no template is for colour ${colour}, locale ${locale}` })
}
