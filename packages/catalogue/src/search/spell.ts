import { pinyin } from 'pinyin-pro'

export interface Spelled {
  /** `jingzhicha` */
  readonly full: string
  /** `jzc` */
  readonly initials: string
}

/** How a Chinese text is typed on a keyboard: without tones, and by first letters. Letters and digits stand as they are, in lower case. */
export function spell(text: string): Spelled {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }).map(s => s.toLowerCase())
  return {
    full: syllables.join('').replace(/[^a-z0-9]/g, ''),
    initials: syllables
      .map(s => s[0] ?? '')
      .join('')
      .replace(/[^a-z0-9]/g, ''),
  }
}
