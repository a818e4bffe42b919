/** A buyer's browser, as far as asking for another title needs one: follows the link of the mail, reads the form, sends it. */
export interface Wish {
  readonly titleKind: 'person' | 'organisation'
  readonly name: string
  readonly taxNumber: string
  readonly kind: 'ordinary' | 'special'
  readonly email: string
}

/** Sends the title form that stands behind a buyer's link. Throws with the status where the page does not take it. */
export async function askForTitle(link: string, wish: Wish): Promise<void> {
  const address = `${link}/request`
  const form = await fetch(address)
  const key = /name="key" value="([0-9a-f]+)"/.exec(await form.text())?.[1]
  if (!form.ok || key === undefined) throw new Error(`the title form cannot be opened: ${form.status}`)
  const sent = await fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(link).origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ key, ...wish }),
  })
  if (sent.status !== 303) throw new Error(`the title form was not taken: ${sent.status}`)
}

/** The link to the order's page, as it stands in a mail's text. */
export const linkIn = (text: string): string | undefined => /https?:\/\/\S+\/i\/[A-Za-z0-9_-]+/.exec(text)?.[0]
