import type { Node } from 'oxc-parser'
import { at, namesIn, nodesOf, type Placed, type Source } from '../reading/source.ts'

/** Doors to the world that a pure module must not know. */
const doors = new Set([
  'Buffer',
  'console',
  'crypto',
  'fetch',
  'globalThis',
  'performance',
  'process',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
])

/** Clock, chance, network, files, environment, timers, log: none of them in a pure module. */
export function impurities(source: Source): readonly string[] {
  const placed = nodesOf(source)
  const own = new Set(placed.flatMap(({ node }) => boundBy(node)))
  return placed.flatMap(({ node, above }) => {
    const why = clockOrChance(node) ?? door({ node, above }, own)
    return why === undefined ? [] : [at(source, node, `is not pure: ${why}`)]
  })
}

function clockOrChance(node: Node): string | undefined {
  if (node.type === 'NewExpression' && isName(node.callee, 'Date') && node.arguments.length === 0) return 'new Date()'
  if (node.type === 'CallExpression' && isName(node.callee, 'Date')) return 'Date()'
  if (node.type === 'ImportExpression') return 'import()'
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return undefined
  if (isName(node.object, 'Date') && node.property.name === 'now') return 'Date.now'
  if (isName(node.object, 'Math') && node.property.name === 'random') return 'Math.random'
  return undefined
}

/** A name counts where it stands for the global: not as a property, and not when the file binds it itself. */
function door({ node, above }: Placed, own: ReadonlySet<string>): string | undefined {
  if (node.type !== 'Identifier' || !doors.has(node.name) || own.has(node.name)) return undefined
  return isLabel(node, above.at(-1)) ? undefined : node.name
}

function isLabel(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined) return false
  if (parent.type === 'MemberExpression') return parent.property === node && !parent.computed
  return 'key' in parent && parent.key === node && !('computed' in parent && parent.computed)
}

function boundBy(node: Node): readonly string[] {
  if (node.type === 'VariableDeclarator') return namesIn(node.id)
  if (node.type === 'FunctionDeclaration') return [...namesIn(node.id), ...node.params.flatMap(namesIn)]
  if (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression' || node.type === 'TSFunctionType')
    return node.params.flatMap(namesIn)
  return []
}

function isName(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}
