/** Stands in every order reference. */
export const IDENTIFIER = 'medusa'
