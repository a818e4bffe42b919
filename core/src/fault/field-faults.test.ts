import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fieldFaults } from './field-faults.ts'

const schema = z.strictObject({
  amount: z.string().regex(/^\d+$/, '整数 whole number'),
  lines: z.array(z.strictObject({ kind: z.enum(['a', 'b']), quantity: z.string() })),
  either: z.union([z.string(), z.strictObject({ code: z.string() })]).optional(),
})
const faultsOf = (value: unknown, root?: string) => fieldFaults(schema.safeParse(value, { reportInput: true }).error ?? new z.ZodError([]), root)

describe('what zod found wrong', () => {
  test('names every field by its path, in both languages', () => {
    const faults = faultsOf({ amount: '1', lines: [{ kind: 'c', quantity: 1 }] }, 'order')
    expect(faults.map(f => f.path)).toEqual(['order.lines.0.kind', 'order.lines.0.quantity'])
    expect(faults[0]?.zh).toMatch(/「order\.lines\.0\.kind」.*[一-鿿]/)
    expect(faults[0]?.en).toMatch(/"order\.lines\.0\.kind".*expected/)
    expect(faults[0]?.en).not.toMatch(/[一-鿿]/)
    expect(faults[1]?.zh).toContain('数字')
  })

  test("keeps the schema's own words", () => {
    const [fault] = faultsOf({ amount: 'x', lines: [] })
    expect(fault).toMatchObject({ code: 'FIELD_INVALID', path: 'amount' })
    expect(fault?.zh).toContain('整数 whole number')
    expect(fault?.en).toContain('整数 whole number')
  })

  test('says of a union what the branch that came furthest says', () => {
    expect(faultsOf({ amount: '1', lines: [], either: { code: 1 } }).map(f => f.path)).toEqual(['either.code'])
  })

  test('a missing field is said to be missing at its own place', () => {
    expect(faultsOf({ lines: [] }).map(f => f.path)).toEqual(['amount'])
  })
})
