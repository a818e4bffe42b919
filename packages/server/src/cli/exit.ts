/** Exit codes of `preview` and `check`. Stable: other tools read them. */
export const EXIT = {
  /** Answered; what was found is in the answer. */
  answered: 0,
  /** Only with `--exit-code`: answered, and at least one fault or hold of level `error` is in the answer. */
  faulty: 1,
  /** Not answered: an option is wrong, or a file cannot be read or has not the right shape. */
  unread: 2,
} as const
