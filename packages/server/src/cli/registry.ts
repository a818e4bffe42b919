import type { CommandSpec } from './command.ts'

export interface Listed {
  readonly name: string
  readonly zh: string
  readonly en: string
  load(): Promise<{ readonly command: CommandSpec }>
}

/** Every command, in the order of the help. What is listed here costs nothing until it is called. */
/** `{ name: 'orders', zh: '订单', en: 'orders', load: () => import('./commands/orders.ts') }` */
export const COMMANDS: readonly Listed[] = []
