import { namesIn, nodesOf, type Source } from '../reading/source.ts'

/** Words that say nothing about what a thing is. */
const empty = ['service', 'manager', 'helper', 'util', 'data', 'info', 'handle', 'process']

/** Words a platform uses itself (a Shopify product's `handle`): a connector speaks its platform's language. */
const platformWords = new Set(['data', 'info', 'handle', 'process'])

/** File and folder names and exported names with an empty word in them. */
export function emptyWords(source: Source): readonly string[] {
  const ours = source.path.startsWith('connectors/') ? empty.filter(word => !platformWords.has(word)) : empty
  const names = [...namesOfPath(source.path), ...exportedNames(source)]
  return names.flatMap(name =>
    partsOf(name)
      .filter(part => ours.includes(singular(part)))
      .map(part => `${source.path} the name ${name} says "${part}"`),
  )
}

/** `taxNumberOf` -> tax, number, of; `SM3Hash` -> sm3, hash; `compose-line` -> compose, line. */
export function partsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? []).map(part => part.toLowerCase())
}

function namesOfPath(path: string): readonly string[] {
  return path.replace(/(?:\.test)?\.ts$/, '').split('/')
}

/** What the file exports under a name of its own. */
function exportedNames(source: Source): readonly string[] {
  return nodesOf(source).flatMap(({ node }) => {
    if (node.type !== 'ExportNamedDeclaration') return []
    const { declaration } = node
    const renamed = node.specifiers.map(({ exported }) => ('name' in exported ? exported.name : exported.value))
    if (!declaration) return renamed
    if (declaration.type === 'VariableDeclaration') return declaration.declarations.flatMap(({ id }) => namesIn(id))
    return 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : []
  })
}

function singular(word: string): string {
  return word === 'process' ? word : word.replace(/e?s$/, ending => (ending === 'es' && word !== 'processes' ? 'e' : ''))
}
