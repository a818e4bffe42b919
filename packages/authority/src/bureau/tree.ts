/** A message without its format: texts, lists and named members. Every value on this wire is text. */
export type Tree = string | readonly Tree[] | { readonly [name: string]: Tree | undefined }
export type Members = { readonly [name: string]: Tree | undefined }
