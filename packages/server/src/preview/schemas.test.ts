import { expect, test } from 'vitest'
import { fapiao, ownFolder, write } from '../../test/command.ts'

const folder = await ownFolder()

test.each(['shopify', 'rest'])('the example that %s prints previews as it stands: a blue and the red of its refund', async connector => {
  const { json: schemas, code } = await fapiao(['preview', '--connector', connector, '--schema'], folder)
  expect(code).toBe(0)
  for (const [name, example] of Object.entries(schemas.example)) await write(folder, `${connector}-${name}.json`, example)
  const files = ['order', 'refund', 'settings'].flatMap(name => [`--${name}`, `${connector}-${name}.json`])
  const { json } = await fapiao(['preview', '--connector', connector, ...files, '--json'], folder)
  expect(json.holds).toEqual([])
  expect(json.faults).toEqual([])
  expect(json.documents.map((d: { colour: string }) => d.colour)).toEqual(['blue', 'red'])
})
