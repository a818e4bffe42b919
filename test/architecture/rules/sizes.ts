import type { Node } from 'oxc-parser'
import { at, lineAt, nodesOf, type Placed, type Source } from '../reading/source.ts'

/** Lines of a file, lines of a function, blocks within blocks. */
export const limits = { file: 300, function: 60, depth: 3 } as const

const functions = new Set<Node['type']>(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

const nesting = new Set<Node['type']>([
  'IfStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'SwitchStatement',
  'TryStatement',
])

/** Files, functions and nesting beyond the limits. */
export function oversize(source: Source): readonly string[] {
  const lines = source.text.trimEnd().split('\n').length
  const file = lines < limits.file ? [] : [`${source.path} has ${lines} lines, fewer than ${limits.file} are allowed`]
  return [...file, ...nodesOf(source).flatMap(placed => [...longFunction(source, placed), ...deepBlock(source, placed)])]
}

function longFunction(source: Source, { node }: Placed): readonly string[] {
  if (!functions.has(node.type)) return []
  const lines = lineAt(source.text, node.end) - lineAt(source.text, node.start) + 1
  return lines <= limits.function ? [] : [at(source, node, `is a function of ${lines} lines, at most ${limits.function} are allowed`)]
}

function deepBlock(source: Source, placed: Placed): readonly string[] {
  const depth = depthOf(placed)
  return depth === limits.depth + 1 ? [at(source, placed.node, `is nested ${depth} deep, at most ${limits.depth} are allowed`)] : []
}

/** How many blocks of the same function the node closes around it, itself among them; 0 when it is none. */
function depthOf({ node, above }: Placed): number {
  if (!nesting.has(node.type) || isElseIf(node, above.at(-1))) return 0
  const own = above.slice(above.findLastIndex(outer => functions.has(outer.type)) + 1)
  return 1 + own.filter((outer, index) => nesting.has(outer.type) && !isElseIf(outer, own[index - 1])).length
}

function isElseIf(node: Node, parent: Node | undefined): boolean {
  return parent?.type === 'IfStatement' && parent.alternate === node
}
