import type { Word, Words } from './lexicon.ts'
import { isHan, type Phrase } from './units.ts'

/** A word of goods found in a title. */
export interface Hit {
  readonly word: Word
  /** As it stands in the title, in lower case and the singular. */
  readonly text: string
  readonly units: number
  readonly han: boolean
  /** How much its place says that it names the good: 1 for the head noun, less for what only describes it. */
  readonly place: number
}

/**
 * Words of a phrase, the head noun first. Read from the end, longest word first: in Chinese as in English the good stands last (牛奶巧克力 is chocolate,
 * 手机壳 is no phone) and what stands before it describes it.
 */
export function hitsOf(phrase: Phrase, ...books: readonly Words[]): Hit[] {
  const hits: Hit[] = []
  let end = phrase.units.length
  while (end > 0) {
    const found = longestAt(phrase.units, end, books)
    if (found) hits.push(hitOf(phrase.units, found, end, hits))
    end -= found?.length ?? 1
  }
  return hits
}

interface Span {
  readonly word: Word
  readonly length: number
}

function longestAt(units: readonly string[], end: number, books: readonly Words[]): Span | undefined {
  for (let length = Math.min(end, Math.max(...books.map(book => book.longest))); length > 0; length--) {
    const key = units.slice(end - length, end).join(' ')
    for (const book of books) {
      const word = book.find(key)
      if (word) return { word, length }
    }
  }
  return undefined
}

function hitOf(units: readonly string[], { word, length }: Span, end: number, later: readonly Hit[]): Hit {
  const own = units.slice(end - length, end)
  const han = own.some(isHan)
  return { word, text: own.join(han ? '' : ' '), units: length, han, place: placeOf(units, end, han, later) }
}

/** 香草味, 咖啡色, 汽车用, vanilla flavored, bear shaped: says what the good is like. */
const LIKE = new Set(
  '味 色 用 款 型 形 状 风 香 系 专 口 图 纹 flavor flavored flavour flavoured scented shaped colored color style free print inspired themed safe'.split(
    ' ',
  ),
)

/** A Chinese good ends in such a character: 红酒架 is no wine, even where the lexicon has no 红酒架. */
const THINGS = new Set(
  '机器架柜盒套壳膜罩垫桌椅凳灯杯瓶刀夹钩贴笔布袋包箱绳链板车床锁球帽刷筒桶盆篮锅碗盘碟勺筷叉枪泵阀管线座托梯扇炉铲钳锤剪尺秤表钟镜卡票券证书本画像牌旗伞鞋袜衣裤裙带巾被枕毯帘席油液剂水膏霜粉片丸丹露糖'.split(
    '',
  ),
)

function placeOf(units: readonly string[], end: number, han: boolean, later: readonly Hit[]): number {
  const next = units[end]
  const head = later.length === 0 ? 1 : later.every(hit => hit.word.vague) ? 0.8 : 0.3
  if (next === undefined) return head
  if (LIKE.has(next)) return head * 0.15
  if (later.length > 0) return head
  return han ? (THINGS.has(next) ? 0.3 : 0.95) : 0.7
}
