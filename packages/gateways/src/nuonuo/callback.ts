import { z } from 'zod'

/** `operater` (that spelling) of gateways.md 4.7. */
const ABOUT = {
  callback: 'issue',
  invoiceInvalid: 'void',
  invoiceApply: 'redApplication',
  invoiceRedCallback: 'red',
  redConfirmCallback: 'redForm',
} as const

/** What to answer, whatever came: Nuonuo repeats what is not acknowledged. */
export const CALLBACK_ACKNOWLEDGEMENT = '{"status":"0000","message":"同步成功"}'

/** "Look at this serial." Nothing else is taken from a callback: it is not signed, so anybody may have written it. */
export interface CallbackHint {
  readonly about: (typeof ABOUT)[keyof typeof ABOUT]
  readonly serial: string
}

const formSchema = z.object({
  operater: z.string().refine(isListed, 'not listed'),
  orderno: z.string().regex(/^[A-Za-z0-9]{1,20}$/),
})

/** A form body → which serial to ask for; undefined for anything else. States, numbers, amounts and addresses of files in it are left unread. */
export function callbackHint(form: string): CallbackHint | undefined {
  const { data } = formSchema.safeParse(Object.fromEntries(new URLSearchParams(form)))
  return data && isListed(data.operater) ? { about: ABOUT[data.operater], serial: data.orderno } : undefined
}

function isListed(operater: string): operater is keyof typeof ABOUT {
  return Object.hasOwn(ABOUT, operater)
}
