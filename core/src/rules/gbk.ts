/**
 * Length in GB 18030 bytes, the superset of GBK: ASCII one, the Basic Multilingual Plane's CJK and symbols of GBK two, everything else four.
 * Good for limits (never too short): a few symbols that GBK lacks are counted by their four-byte form.
 */
export function gbkBytes(text: string): number {
  return [...text].reduce((sum, character) => sum + bytesOf(character.codePointAt(0) ?? 0), 0)
}

function bytesOf(point: number): number {
  if (point < 0x80) return 1
  const inGbk =
    (point >= 0x4e00 && point <= 0x9fa5) ||
    (point >= 0x3000 && point <= 0x303f) ||
    (point >= 0xff00 && point <= 0xffef) ||
    (point >= 0x2010 && point <= 0x2642) ||
    (point >= 0xa0 && point <= 0x451)
  return inGbk ? 2 : 4
}
