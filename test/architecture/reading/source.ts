import { type Comment, type Node, type Program, parseSync, visitorKeys } from 'oxc-parser'

/** One file, read once: what the rules judge. */
export interface Source {
  /** Relative to the checkout, forward slashes. */
  readonly path: string
  readonly text: string
  readonly program: Program
  readonly comments: readonly Comment[]
  readonly imports: readonly Import[]
}

export interface Import {
  /** The specifier as written; undefined for `import(expression)`. */
  readonly from: string | undefined
  readonly line: number
}

/** A node and all it lies in, the nearest last. */
export interface Placed {
  readonly node: Node
  readonly above: readonly Node[]
}

/** @throws Error when the text is not TypeScript */
export function parse(path: string, text: string): Source {
  const { program, comments, module, errors } = parseSync(path, text, { preserveParens: false })
  if (errors[0] !== undefined) throw new Error(`${path}: ${errors[0].message}`)
  const at = (from: string | undefined, start: number): Import => ({ from, line: lineAt(text, start) })
  const imports = [
    ...module.staticImports.map(({ moduleRequest, start }) => at(moduleRequest.value, start)),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [at(moduleRequest.value, start)] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest, start }) => at(literal(text.slice(moduleRequest.start, moduleRequest.end)), start)),
  ]
  return { path, text, program, comments, imports }
}

/** Every node of the file, outer before inner. */
export function nodesOf({ program }: Source): readonly Placed[] {
  const found: Placed[] = []
  const visit = (node: Node, above: readonly Node[]): void => {
    found.push({ node, above })
    const inside = [...above, node]
    for (const child of childrenOf(node)) visit(child, inside)
  }
  visit(program, [])
  return found
}

/** 1 for the first line. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** `path:line message`, the way every rule reports. */
export function at(source: Source, node: { readonly start: number }, message: string): string {
  return `${source.path}:${lineAt(source.text, node.start)} ${message}`
}

/** Names a pattern or declaration gives to things: `{ a, b: [c] }` gives a and c. */
export function namesIn(node: Node | null | undefined): readonly string[] {
  if (!node) return []
  if (node.type === 'Identifier') return [node.name]
  if (node.type === 'ObjectPattern') return node.properties.flatMap(part => namesIn(part.type === 'Property' ? part.value : part.argument))
  if (node.type === 'ArrayPattern') return node.elements.flatMap(namesIn)
  if (node.type === 'AssignmentPattern') return namesIn(node.left)
  if (node.type === 'RestElement') return namesIn(node.argument)
  return []
}

function childrenOf(node: Node): readonly Node[] {
  return (visitorKeys[node.type] ?? []).flatMap(key => {
    const child: unknown = Reflect.get(node, key)
    return Array.isArray(child) ? child.filter(isNode) : isNode(child) ? [child] : []
  })
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** The text of a quoted specifier; undefined for any other expression. */
function literal(text: string): string | undefined {
  return /^(['"`])([^'"`$]*)\1$/.exec(text)?.[2]
}
