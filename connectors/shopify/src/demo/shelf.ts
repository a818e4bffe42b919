import { readdirSync, readFileSync } from 'node:fs'
import { type OrderNode, orderNodeSchema } from './order-node.ts'

const FOLDER = new URL('./orders/', import.meta.url)

/** The prepared orders by the name of their file, such as `1003-shipping`. */
export function readShelf(): ReadonlyMap<string, OrderNode> {
  const files = readdirSync(FOLDER).filter(name => name.endsWith('.json'))
  return new Map(files.sort().map(name => [name.replace('.json', ''), read(name)]))
}

const read = (name: string): OrderNode => orderNodeSchema.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))
