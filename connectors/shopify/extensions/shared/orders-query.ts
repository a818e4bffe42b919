/** An order's publication as its metafield holds it; namespace and key are the connector's defaults. */
export const PUBLISHED = 'query Published($id: ID!) { order(id: $id) { metafield(namespace: "$app", key: "fapiao") { jsonValue } } }'

/** Path and query of the page that the connector prints for these orders, below the app's own host. */
export const printPath = (connector: string, ids: readonly string[]): string => `${new URL(connector).pathname}/print?orders=${ids.join(',')}`
