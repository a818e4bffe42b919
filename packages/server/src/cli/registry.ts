import type { CommandSpec } from './command.ts'

export interface Listed {
  readonly name: string
  readonly zh: string
  readonly en: string
  load(): Promise<{ readonly command: CommandSpec }>
}

/** Every command, in the order of the help. What is listed here costs nothing until it is called. */
export const COMMANDS: readonly Listed[] = [
  { name: 'preview', zh: '离线试算：一张订单会开成什么', en: 'what would be made of an order, offline', load: () => import('./commands/preview.ts') },
  { name: 'check', zh: '校验已编好的票面内容', en: 'checks content that is composed already', load: () => import('./commands/check.ts') },
]
