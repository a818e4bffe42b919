import { GraphQLError, type GraphQLFieldResolver } from 'graphql'

interface Arguments {
  readonly first?: number | null
  readonly after?: string | null
}

/** What the query's fields need to know of the asking app. */
export interface Asker {
  readonly scopes: readonly string[]
}

/** Fields that an app sees only with a scope. */
const GUARDED: Readonly<Record<string, string>> = {
  order: 'read_orders',
  orders: 'read_orders',
  customer: 'read_customers',
  refund: 'read_orders',
  product: 'read_products',
  metafieldsSet: 'write_orders',
}

/** A stored node answers its own fields; connections are cut into pages, plain lists to their `first`. */
export const resolve: GraphQLFieldResolver<Record<string, unknown>, Asker, Arguments> = (source, args, { scopes }, info) => {
  const scope = GUARDED[info.fieldName]
  if (scope !== undefined && !allowed(scopes, scope)) {
    throw new GraphQLError(`Access denied for ${info.fieldName} field.`, { extensions: { code: 'ACCESS_DENIED', requiredAccess: scope } })
  }
  const held = source[info.fieldName]
  const value: unknown = typeof held === 'function' ? held(args) : held
  if (isConnection(value)) return page(visible(value.nodes, args), args, info.fieldName)
  return Array.isArray(value) && args.first != null ? value.slice(0, args.first) : value
}

const allowed = (scopes: readonly string[], scope: string): boolean => scopes.includes(scope) || scopes.includes(scope.replace('read_', 'write_'))

const isConnection = (value: unknown): value is { nodes: unknown[] } =>
  typeof value === 'object' && value !== null && 'nodes' in value && Array.isArray(value.nodes)

/** Removed shipping lines are shown to those who ask for them. */
function visible(nodes: readonly unknown[], args: Arguments): readonly unknown[] {
  if (!('includeRemovals' in args) || args.includeRemovals === true) return nodes
  return nodes.filter(node => !(typeof node === 'object' && node !== null && 'isRemoved' in node && node.isRemoved === true))
}

/** A cursor names the row before the page. */
function page(nodes: readonly unknown[], { first, after }: Arguments, field: string): unknown {
  if (first == null) throw new GraphQLError(`you must provide one of first or last (${field})`, { extensions: { code: 'BAD_REQUEST' } })
  if (first < 1 || first > 250) throw new GraphQLError(`first is between 1 and 250 (${field})`, { extensions: { code: 'BAD_REQUEST' } })
  const start = after == null ? 0 : 1 + nodes.findIndex((node, i) => cursorOf(node, i) === after)
  if (after != null && start === 0) throw new GraphQLError('Invalid cursor for current pagination sort.', { extensions: { code: 'BAD_REQUEST' } })
  const shown = nodes.slice(start, start + first)
  const last = start + shown.length - 1
  return {
    nodes: shown,
    pageInfo: {
      hasNextPage: start + shown.length < nodes.length,
      hasPreviousPage: start > 0,
      startCursor: shown.length > 0 ? cursorOf(shown[0], start) : null,
      endCursor: shown.length > 0 ? cursorOf(shown.at(-1), last) : null,
    },
  }
}

function cursorOf(node: unknown, index: number): string {
  const id = typeof node === 'object' && node !== null && 'id' in node ? String(node.id) : String(index)
  return Buffer.from(JSON.stringify({ last: id })).toString('base64')
}
