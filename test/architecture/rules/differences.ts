import type { Node } from 'oxc-parser'
import { at, nodesOf, type Source } from '../reading/source.ts'

/** Names that say which one: comparing them with a fixed text is asking who somebody is instead of what it can do. */
const whoNames = /^(?:gateway|connector|platform)(?:Id|Identifier|Name|Key)?$|^identifier$/

/** `gateway === 'leqi'`, `switch (connector.identifier) …`: a difference that belongs into traits. */
export function askedWho(source: Source): readonly string[] {
  return nodesOf(source).flatMap(({ node }) => {
    const asked = whoAsked(node)
    return asked === undefined ? [] : [at(source, node, `asks which ${asked} it is; make the difference a trait`)]
  })
}

function whoAsked(node: Node): string | undefined {
  if (node.type === 'SwitchStatement') return node.cases.some(({ test }) => test && isText(test)) ? whoName(node.discriminant) : undefined
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) return undefined
  if (isText(node.right)) return whoName(node.left)
  return isText(node.left) ? whoName(node.right) : undefined
}

function whoName(node: Node): string | undefined {
  if (node.type === 'Identifier') return whoNames.test(node.name) ? node.name : undefined
  if (node.type === 'MemberExpression') return whoName(node.property)
  return node.type === 'ChainExpression' ? whoName(node.expression) : undefined
}

function isText(node: Node): boolean {
  return (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'TemplateLiteral'
}
