/** Milliseconds since 1970. */
export type Instant = number

const EIGHT_HOURS = 8 * 3_600_000

/** Legal time is Asia/Shanghai, UTC+8 without summer time since 1991: `yyyy-MM-dd HH:mm:ss`. */
export const shanghaiTime = (at: Instant): string => new Date(at + EIGHT_HOURS).toISOString().slice(0, 19).replace('T', ' ')

/** `yyyy-MM-dd` */
export const shanghaiDay = (at: Instant): string => shanghaiTime(at).slice(0, 10)

/** `yyyy-MM`: the month of quota and of voiding. */
export const shanghaiMonth = (at: Instant): string => shanghaiTime(at).slice(0, 7)
