/** Everything in which gateways differ, as plain data. The engine reads these and never asks which gateway it is. */
export interface Traits {
  /** Who gives the invoice its number. */
  readonly numbering: 'authority' | 'ours'
  /** Proven to answer a repeated serial with the first result; if not, an absent answer goes to a person. */
  readonly dedupesBySerial: boolean
  /** Seconds after a submit during which "not found" only means "not yet". */
  readonly absentGraceSeconds: number
  /** Seconds after the first submit beyond which the same body may no longer be sent (乐企: 48 h); undefined: always. */
  readonly resendUntilSeconds?: number
  readonly serialMaxLength: number
  /** Lines of one invoice, discount lines counted. */
  readonly linesMax: number
  /** Invoices of one submit call. */
  readonly batchMax: number
  readonly askAfterSeconds: number
  /** Asks of one document before a person is called. */
  readonly askMax: number
  readonly redFlow: 'oneCall' | 'formThenAuto' | 'formThenUpload'
  readonly partialRed: 'never' | 'afterBooking' | 'always'
  /** Formats the authority makes, in the order in which they are wanted. */
  readonly formats: readonly FileFormat[]
  /** Decimals and text length (point included) of price and quantity. */
  readonly priceDecimals: number
  readonly priceTextMax: number
  /** How lengths of printed texts are counted, and the limits. */
  readonly textLength: 'characters' | 'gbkBytes'
  readonly limits: TextLimits
  /** Special business codes (特定要素) that the wire can carry. */
  readonly specialBusiness: readonly string[]
  readonly sandbox: boolean
}

export interface TextLimits {
  readonly name: number
  readonly taxNumber: number
  readonly addressAndPhone: number
  readonly bankAndAccount: number
  readonly remark: number
  readonly item: number
  readonly spec: number
  readonly unit: number
  readonly issuer: number
}

export type FileFormat = 'pdf' | 'ofd' | 'xml'

/** Portable limits, accepted by every provider seen (domain.md 1.3, 1.4). */
export const PORTABLE_LIMITS: TextLimits = {
  name: 100,
  taxNumber: 20,
  addressAndPhone: 100,
  bankAndAccount: 100,
  remark: 200,
  item: 90,
  spec: 40,
  unit: 20,
  issuer: 16,
}
