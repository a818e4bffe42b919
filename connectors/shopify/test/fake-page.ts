/** As much of a document as Preact needs to render into, and what it then says as text. */
export function fakePage() {
  const body = elementOf('body')
  const document = {
    body,
    createElement: elementOf,
    createElementNS: (_: string, name: string) => elementOf(name),
    createTextNode: (data: string): FakeNode => ({ ...elementOf('#text'), nodeType: 3, data }),
  }
  return { document, text: (): string => textOf(body) }
}

interface FakeNode {
  nodeType: number
  localName: string
  data: string
  parentNode: FakeNode | null
  readonly childNodes: FakeNode[]
  readonly attributes: Map<string, string>
  readonly [key: string]: unknown
}

function elementOf(localName: string): FakeNode {
  const childNodes: FakeNode[] = []
  const attributes = new Map<string, string>()
  const remove = (child: FakeNode): void => {
    const place = childNodes.indexOf(child)
    if (place >= 0) childNodes.splice(place, 1)
  }
  const node: FakeNode = {
    nodeType: 1,
    localName,
    data: '',
    parentNode: null,
    childNodes,
    attributes,
    get firstChild() {
      return childNodes[0] ?? null
    },
    get nextSibling(): FakeNode | null {
      const siblings = node.parentNode?.childNodes ?? []
      return siblings[siblings.indexOf(node) + 1] ?? null
    },
    setAttribute: (name: string, value: string) => attributes.set(name, value),
    removeAttribute: (name: string) => attributes.delete(name),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    contains: (other: FakeNode) => childNodes.includes(other),
    insertBefore(child: FakeNode, before: FakeNode | null) {
      if (child.parentNode === node) remove(child)
      childNodes.splice(before === null ? childNodes.length : childNodes.indexOf(before), 0, child)
      child.parentNode = node
    },
    removeChild: remove,
    remove: () => {
      const siblings = node.parentNode?.childNodes ?? []
      if (siblings.includes(node)) siblings.splice(siblings.indexOf(node), 1)
    },
  }
  return node
}

const textOf = ({ data, attributes, childNodes }: FakeNode): string =>
  [data, ...[...attributes].map(([name, value]) => `${name}=${value}`), ...childNodes.map(textOf)].filter(Boolean).join(' ')
