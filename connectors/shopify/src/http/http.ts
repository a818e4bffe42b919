import type { Intake, RawAnswer, RawRequest } from '@openfapiao/core'
import { appPage } from './app-page.ts'
import { buyerDoor, proxyDoor } from './buyer.ts'
import type { Door } from './door.ts'
import { openSession } from './open-session.ts'
import { printDoor } from './print.ts'
import { webhook } from './webhook.ts'

/** One address below the connector's mount point; `rest` is the path behind its first part. */
type Address = (request: RawRequest, rest: readonly string[], door: Door, intake: Intake) => Promise<RawAnswer>

const ADDRESSES: ReadonlyMap<string, Address> = new Map<string, Address>([
  ['app', async (request, _, door) => appPage(request, door)],
  ['session', (request, _, door) => openSession(request, door)],
  ['proxy', proxyDoor],
  ['buyer', buyerDoor],
  ['print', printDoor],
])

/** Everything HTTP: the addresses above; whatever else comes is a webhook, at whichever path the subscription says. */
export async function receive(request: RawRequest, intake: Intake, door: Door): Promise<RawAnswer> {
  const [first = '', ...rest] = request.path.split('/').filter(part => part !== '')
  const address = ADDRESSES.get(first)
  return address ? address(request, rest, door, intake) : webhook(request, intake, door)
}
