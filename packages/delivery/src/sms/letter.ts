/**
 * A mainland mobile number as eleven digits (13x to 19x), or undefined. Taken as people and shops write it: with +86, 86 or 0086 in front, with spaces and hyphens.
 */
export function mainlandMobile(text: string): string | undefined {
  return /^(?:\+86|0086|86)?(1[3-9]\d{9})$/.exec(text.replace(/[ -]/g, ''))?.[1]
}
