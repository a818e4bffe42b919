import type { Node } from 'oxc-parser'
import { at, nodesOf, type Source } from '../reading/source.ts'

/** Shorter bodies are alike by chance. */
const smallest = 160

/** Functions that two sides have word for word: one reading copied is not two readings. */
export function twins(left: readonly Source[], right: readonly Source[]): readonly string[] {
  const known = new Map(left.flatMap(bodies))
  return right.flatMap(bodies).flatMap(([body, place]) => (known.has(body) ? [`${place} is the same as ${known.get(body)}`] : []))
}

function bodies(source: Source): readonly (readonly [string, string])[] {
  return nodesOf(source).flatMap(({ node }) => {
    const body = bodyOf(node)
    if (body === undefined) return []
    const text = source.text.slice(body.start, body.end).replace(/\s+/g, ' ')
    return text.length < smallest ? [] : [[text, at(source, node, 'a function')] as const]
  })
}

function bodyOf(node: Node): Node | undefined {
  if (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression' && node.type !== 'ArrowFunctionExpression') return undefined
  return node.body ?? undefined
}
