import type { Interface } from './interface.ts'
import { open } from './open.ts'
import { query } from './query.ts'
import { red } from './red.ts'

export const INTERFACES: ReadonlyMap<string, Interface> = new Map([open, red, query].map(one => [one.code, one]))
