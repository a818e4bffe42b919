import { fault } from '@openfapiao/core'
import type { Finding } from './finding.ts'

/** As `engines` of package.json says. */
const NEEDED = '22.20.0'

export function nodeFinding(version: string = process.versions.node): Finding {
  const faults = isOlder(version, NEEDED) ? [fault('NODE_TOO_OLD', '', { version, needed: NEEDED })] : []
  return { name: 'node', what: version, faults }
}

function isOlder(have: string, need: string): boolean {
  const [a = [], b = []] = [have, need].map(text => text.split('.').map(Number))
  const i = b.findIndex((part, at) => part !== a[at])
  return i >= 0 && (a[i] ?? 0) < (b[i] ?? 0)
}
