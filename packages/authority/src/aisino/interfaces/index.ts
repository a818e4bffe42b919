import { creditLine } from './credit.ts'
import { download } from './download.ts'
import type { Interface } from './interface.ts'
import { simpleInvoiceIssue } from './issue.ts'
import { eleLogin } from './login.ts'
import { queryResult } from './query.ts'

export const INTERFACES: ReadonlyMap<string, Interface> = new Map(
  [simpleInvoiceIssue, queryResult, download, creditLine, eleLogin].map(it => [it.code, it]),
)
