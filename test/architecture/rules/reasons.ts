import type { Comment, Node } from 'oxc-parser'
import { at, lineAt, nodesOf, type Source } from '../reading/source.ts'

/** A reason worth the name has a few words. */
const shortest = 12

/** Checks switched off without saying why, types thrown away, faults swallowed. */
export function unreasoned(source: Source): readonly string[] {
  const excused = new Set(source.comments.filter(hasReason).map(({ end }) => lineAt(source.text, end)))
  const comments = source.comments.flatMap(comment => {
    const why = commentFault(comment)
    return why === undefined ? [] : [at(source, comment, why)]
  })
  const nodes = nodesOf(source).flatMap(({ node }) => {
    const why = nodeFault(node)
    const line = lineAt(source.text, node.start)
    return why === undefined || excused.has(line - 1) || excused.has(line) ? [] : [at(source, node, why)]
  })
  return [...comments, ...nodes]
}

function commentFault({ value }: Comment): string | undefined {
  if (/@ts-(?:ignore|nocheck)/.test(value)) return 'switches the type check off; @ts-expect-error with a reason is the way'
  const off = /@ts-expect-error:?(.*)|biome-ignore[^:]*:?(.*)/.exec(value)
  if (off === null) return undefined
  return (off[1] ?? off[2] ?? '').trim().length >= shortest ? undefined : 'switches a check off without a reason'
}

function hasReason(comment: Comment): boolean {
  return /biome-ignore|@ts-expect-error/.test(comment.value) && commentFault(comment) === undefined
}

function nodeFault(node: Node): string | undefined {
  if (node.type === 'TSAnyKeyword') return 'says any'
  if (node.type === 'CatchClause' && node.body.body.length === 0) return 'swallows a fault'
  if (node.type !== 'TSAsExpression') return undefined
  return node.expression.type === 'TSAsExpression' && !isConst(node.expression) ? 'forces a type through another' : undefined
}

function isConst(node: Node): boolean {
  return (
    node.type === 'TSAsExpression' &&
    node.typeAnnotation.type === 'TSTypeReference' &&
    node.typeAnnotation.typeName.type === 'Identifier' &&
    node.typeAnnotation.typeName.name === 'const'
  )
}
