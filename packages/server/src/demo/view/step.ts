/** One stage of the run as people see it. */
export interface Step {
  readonly zh: string
  readonly en: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** What is happening, or what came of it. */
  readonly detail?: string
  /** Milliseconds: when it began, and how long it took. */
  readonly startedAt?: number
  readonly tookMs?: number
  /** How far it is, where that is known. */
  readonly count?: { readonly done: number; readonly of: number }
}

export type Paint = (style: 'bold' | 'dim' | 'green' | 'red' | 'cyan', text: string) => string
