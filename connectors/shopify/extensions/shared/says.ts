/** A text of the extension's `locales` in the reader's language. */
export type Says = (key: string) => string
