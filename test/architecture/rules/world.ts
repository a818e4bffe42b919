import type { Node } from 'oxc-parser'
import { at, nodesOf, type Source } from '../reading/source.ts'

/** Processes of their own: the server, the simulated authority, the demonstration's shops. */
const ownProcess = /^packages\/server\/src\/|^packages\/authority\/src\/main\.ts$|^connectors\/[^/]+\/src\/demo\//

/** Environment read, or a port opened, where only a process of its own may. */
export function reachesOut(source: Source): readonly string[] {
  if (ownProcess.test(source.path)) return []
  return nodesOf(source).flatMap(({ node }) => {
    const why = environment(node)
    return why === undefined ? [] : [at(source, node, why)]
  })
}

function environment(node: Node): string | undefined {
  if (node.type === 'MemberExpression' && node.property.type === 'Identifier') return memberFault(node.object, node.property.name)
  if (node.type !== 'ImportDeclaration' || node.source.value !== 'node:process') return undefined
  return 'imports node:process; take what is needed as a parameter'
}

function memberFault(object: Node, property: string): string | undefined {
  if (object.type === 'Identifier' && object.name === 'process' && ['env', 'argv', 'exit'].includes(property)) return `reads process.${property}`
  return undefined
}
