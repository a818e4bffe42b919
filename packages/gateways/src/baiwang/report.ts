export const baiwangReport = {} as const
