import { randomBytes } from 'node:crypto'
import type { Operation, Retried } from '../../operate/index.ts'
import { orderRefOf } from '../../operate/order-ref.ts'
import { actorName } from '../actor.ts'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withStore } from '../installation.ts'

interface Options {
  readonly lane?: string | true
}

const KINDS = ['order', 'document', 'hint', 'file', 'delivery'] as const
type Kind = (typeof KINDS)[number]

/** `fapiao retry`: what a person does once the cause of a hold is mended. */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao retry order shopify/example.myshopify.com/1001', zh: '重新读取并计划此订单', en: 'read and plan this order anew' },
    { run: 'fapiao retry file 0199f…', zh: '再次取版式文件', en: 'fetch a file again' },
    { run: 'fapiao retry --lane main/bureau', zh: '登录或更换证书后重开通道', en: 'open a lane after logging in or changing the certificate' },
    { run: 'fapiao retry --lane', zh: '重开所有关闭的通道', en: 'open every lane that is shut' },
  ],
  build(command, cli) {
    command
      .argument('[kind]', KINDS.join(' | '))
      .argument('[id]', '编号；订单为 平台/店铺/订单号 row id; an order is platform/store/id')
      .option('--lane [name]', '重开通道 open a lane, or all of them')
      .action(cli.run((kind: string | undefined, id: string | undefined, options: Options) => retry({ kind, id, ...options }, cli)))
  },
}

interface Asked extends Options {
  readonly kind: string | undefined
  readonly id: string | undefined
}

async function retry(asked: Asked, cli: Cli): Promise<ExitCode> {
  if (!isWhole(asked)) throw usage()
  return withStore(cli, async store => {
    const operation: Operation = { store, now: Date.now, newKey: () => randomBytes(12).toString('hex'), actor: actorName() }
    return told(await retried(asked, operation), cli)
  })
}

function isWhole({ kind, id = '', lane }: Asked): boolean {
  if (lane !== undefined) return kind === undefined
  return kind === 'order' ? orderRefOf(id) !== undefined : isKind(kind) && id !== ''
}

const isKind = (text: string | undefined): text is Kind => KINDS.some(k => k === text)

async function retried({ kind, id = '', lane }: Asked, operation: Operation): Promise<Retried> {
  const { openLane, retryDocument, retryHeld, retryOrder } = await import('../../operate/index.ts')
  if (lane !== undefined) return openLane(lane === true ? undefined : lane, operation)
  if (kind === 'document') return retryDocument(id, operation)
  if (kind === 'hint' || kind === 'file' || kind === 'delivery') return retryHeld(kind, id, operation)
  const ref = orderRefOf(id)
  if (!ref) throw usage()
  return retryOrder(ref, operation)
}

function told(answer: Retried, cli: Cli): ExitCode {
  if (answer.is === 'missing') throw new Stop(EXIT.notFound, { zh: '没有此项，或它没有被挂起。', en: 'There is no such thing, or it is not held.' })
  if (answer.is === 'refused') throw new Stop(EXIT.refused, answer)
  cli.result({ retried: answer.count }, () => `已重试 ${answer.count} 项 due again: ${answer.count}`)
  return EXIT.ok
}

const usage = (): Stop =>
  new Stop(EXIT.usage, {
    zh: '用法：fapiao retry <order|document|hint|file|delivery> <编号>，或 fapiao retry --lane [名称]。',
    en: 'Usage: fapiao retry <order|document|hint|file|delivery> <id>, or fapiao retry --lane [name].',
  })
