import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { schema } from './schema.ts'

/** A single query may cost this much (platforms.md 1.9). */
export const MOST_POINTS = 1000

/** Points of a query before it runs: one per object, times the rows asked for. A little dearer than the original, never cheaper. */
export function costOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  const fragments = new Map(document.definitions.flatMap(d => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [])))
  const operation = document.definitions.find(d => d.kind === Kind.OPERATION_DEFINITION)
  if (!operation) return 0
  const root = operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType()
  const base = operation.operation === 'mutation' ? 10 : 0
  return root ? base + cost(operation.selectionSet, root, { fragments, variables }) : base
}

interface Context {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

function cost(set: SelectionSetNode, type: GraphQLOutputType, context: Context): number {
  const parent = getNamedType(type)
  if (!isObjectType(parent)) return 0
  return set.selections.reduce((sum, selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return sum + cost(selection.selectionSet, type, context)
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = context.fragments.get(selection.name.value)
      return sum + (fragment ? cost(fragment.selectionSet, type, context) : 0)
    }
    const field = parent.getFields()[selection.name.value]
    return sum + (field && selection.selectionSet ? fieldCost(selection, field.type, context) : 0)
  }, 0)
}

function fieldCost(field: FieldNode, type: GraphQLOutputType, context: Context): number {
  const inside = field.selectionSet ? cost(field.selectionSet, type, context) : 0
  const free = field.name.value === 'pageInfo' ? 0 : 1
  return free + inside * rows(field, context)
}

function rows(field: FieldNode, { variables }: Context): number {
  const value = field.arguments?.find(a => a.name.value === 'first')?.value
  if (value?.kind === Kind.INT) return Number(value.value)
  return value?.kind === Kind.VARIABLE ? Number(variables[value.name.value] ?? 1) : 1
}

/** Points that an answer came to: one per object in it, at least one. */
export function actualCostOf(data: unknown): number {
  const objects = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 0
    const inside = Object.values(value).reduce<number>((sum, inner) => sum + objects(inner), 0)
    return Array.isArray(value) ? inside : inside + 1
  }
  return Math.max(1, objects(data) - 1)
}

/** The leaky bucket of one app in one shop. */
export interface Bucket {
  /** Takes the points, or answers that they are not there. */
  take(points: number): boolean
  /** Puts back what a query turned out not to need. */
  giveBack(points: number): void
  throttleStatus(): { readonly maximumAvailable: number; readonly currentlyAvailable: number; readonly restoreRate: number }
}

export function bucketOf(maximumAvailable: number, restoreRate: number, now: () => number): Bucket {
  let [left, at] = [maximumAvailable, now()]
  const refill = (): void => {
    const time = now()
    left = Math.min(maximumAvailable, left + ((time - at) / 1000) * restoreRate)
    at = time
  }
  return {
    take(points) {
      refill()
      if (left < points) return false
      left -= points
      return true
    },
    giveBack(points) {
      left += points
      refill()
    },
    throttleStatus() {
      refill()
      return { maximumAvailable, currentlyAvailable: Math.floor(left), restoreRate }
    },
  }
}
