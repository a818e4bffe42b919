import type { Row } from './answers.ts'
import type { Connection } from './connection.ts'
import { printedNumber } from './decode.ts'

/**
 * Nuonuo is asked by its own serial or by order number, never by invoice number. So the serial of each invoice that was found is kept in the vault under the
 * number: its files, and its void, are asked for by it. A few dozen bytes for each invoice.
 */
const keyOf = ({ taxNumber }: Connection, number: string): string => `nuonuo/number/${taxNumber}/${number}`

export async function remember(row: Row, connection: Connection): Promise<void> {
  const number = printedNumber(row)
  if (number !== undefined && row.serialNo !== undefined) await connection.vault.set(keyOf(connection, number), row.serialNo)
}

/** Nuonuo's serial of an invoice; undefined: this system never found an invoice of that number. */
export const serialNoOf = (number: string, connection: Connection): Promise<string | undefined> => connection.vault.get(keyOf(connection, number))

/** What a void is about: its answer carries no key of its own. */
const voidKeyOf = ({ taxNumber }: Connection, serial: string): string => `nuonuo/void/${taxNumber}/${serial}`

export const rememberVoid = (serial: string, number: string, connection: Connection): Promise<void> =>
  connection.vault.set(voidKeyOf(connection, serial), number)

export const numberOfVoid = (serial: string, connection: Connection): Promise<string | undefined> =>
  connection.vault.get(voidKeyOf(connection, serial))
