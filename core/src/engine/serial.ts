import type { Serial } from '../gateway/gateway.ts'

const BASE32 = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 开票流水号 from 10 random bytes: the letter F and 16 base32 characters (80 bits). Made once, stored, never cut, never made again. */
export function serialOf(random: Uint8Array): Serial {
  if (random.length !== 10) throw new RangeError(`a serial needs 10 random bytes, not ${random.length}`)
  const bits = random.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  const characters = Array.from({ length: 16 }, (_, i) => BASE32[Number((bits >> BigInt(5 * (15 - i))) & 31n)])
  return `F${characters.join('')}`
}
