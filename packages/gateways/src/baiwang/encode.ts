import type { Content, Sealable } from '@openfapiao/core'
import type { BaiwangConfig } from './config.ts'
import { invoiceBody } from './encode-invoice.ts'
import { redFormBody } from './encode-red-form.ts'
import { given, type Tree, written } from './json.ts'
import { codeAndNumber } from './numbers.ts'

/**
 * The frozen business body: the very bytes that are signed and sent (compact JSON, gateways.md 5). Token, time, request id and signature stand in the
 * address and are made anew by each attempt. The same document gives the same bytes.
 * Throws for what the wire cannot carry at all: an invoice kind that the carrier lacks, a red without its blue.
 */
export const encode = (sealable: Sealable, config: BaiwangConfig): string => written(bodyOf(sealable, config))

function bodyOf(sealable: Sealable, config: BaiwangConfig): Tree {
  switch (sealable.colour) {
    case 'blue':
      return invoiceBody(sealable.content, sealable.serial, config)
    case 'red':
      return redBody(sealable.content, sealable.serial, config)
    case 'void':
      return {
        taxNo: sealable.sellerTaxNumber,
        ...given({ invoiceTerminalCode: config.terminalCode }),
        data: { ...codeAndNumber(sealable.number, config), invoiceInvalidOperator: config.voidedBy ?? config.username },
      }
  }
}

/** 数电: a red form, after which the red is issued by itself. 税控: the red is an invoice of its own. */
function redBody(content: Content, serial: string, config: BaiwangConfig): Tree {
  if (!content.red) throw new Error('a red without the blue it reverses')
  return config.carrier === 'digital' ? redFormBody({ ...content, red: content.red }, serial, config) : invoiceBody(content, serial, config)
}
