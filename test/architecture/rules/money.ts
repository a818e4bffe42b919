import type { Node } from 'oxc-parser'
import { at, nodesOf, type Source } from '../reading/source.ts'

/** Ways out of exact arithmetic. Rates, fen and quantities go through core/src/money, which works on integers. */
const inexact = new Set(['parseFloat', 'toFixed', 'toPrecision', 'toExponential'])

/** Float arithmetic on money: rounding by hand, decimal text made by the machine, amounts divided or scaled by a fraction. */
export function floatMoney(source: Source): readonly string[] {
  return nodesOf(source).flatMap(({ node }) => {
    const why = inexactCall(node) ?? inexactOperation(node)
    return why === undefined ? [] : [at(source, node, `is not exact: ${why}`)]
  })
}

function inexactCall(node: Node): string | undefined {
  if (node.type !== 'CallExpression') return undefined
  const { callee } = node
  if (callee.type === 'Identifier') return inexact.has(callee.name) ? callee.name : undefined
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined
  if (inexact.has(callee.property.name)) return callee.property.name
  return callee.property.name === 'round' && callee.object.type === 'Identifier' && callee.object.name === 'Math' ? 'Math.round' : undefined
}

function inexactOperation(node: Node): string | undefined {
  if (node.type === 'AssignmentExpression') return node.operator === '/=' && isFen(node.left) ? 'fen divided' : undefined
  if (node.type !== 'BinaryExpression') return undefined
  if (node.operator === '/') return isFen(node.left) || isFen(node.right) ? 'fen divided' : undefined
  if (node.operator !== '*') return undefined
  return (isFen(node.left) && isFraction(node.right)) || (isFen(node.right) && isFraction(node.left)) ? 'fen times a fraction' : undefined
}

/** `totalFen`, `line.amountFen`, `-taxFen`, `quantity * priceFen`; a bigint made of it divides exactly and is none. */
function isFen(node: Node): boolean {
  if (node.type === 'Identifier') return /(?:^f|F)en$/.test(node.name)
  if (node.type === 'MemberExpression') return isFen(node.property)
  if (node.type === 'UnaryExpression') return isFen(node.argument)
  return node.type === 'BinaryExpression' && (isFen(node.left) || isFen(node.right))
}

function isFraction(node: Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'number' && !Number.isInteger(node.value)
}
