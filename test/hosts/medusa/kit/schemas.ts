import pg from 'pg'

/** The schemas in which a table of this name stands. */
export async function schemasOf(connectionString: string, table: string): Promise<string[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ schema: string }>('select table_schema as schema from information_schema.tables where table_name = $1', [
      table,
    ])
    return rows.map(r => r.schema)
  } finally {
    await client.end()
  }
}
