import appliances from './lexicon/appliances-lighting.json' with { type: 'json' }
import baby from './lexicon/baby.json' with { type: 'json' }
import books from './lexicon/books-paper.json' with { type: 'json' }
import cleaning from './lexicon/cleaning-cosmetics.json' with { type: 'json' }
import clothing from './lexicon/clothing.json' with { type: 'json' }
import crafts from './lexicon/crafts-gifts.json' with { type: 'json' }
import drinks from './lexicon/drinks.json' with { type: 'json' }
import electronics from './lexicon/electronics.json' with { type: 'json' }
import food from './lexicon/food.json' with { type: 'json' }
import fresh from './lexicon/fresh-food.json' with { type: 'json' }
import furniture from './lexicon/furniture-building.json' with { type: 'json' }
import textile from './lexicon/home-textile.json' with { type: 'json' }
import jewellery from './lexicon/jewellery-watches-glasses.json' with { type: 'json' }
import kitchen from './lexicon/kitchen-household.json' with { type: 'json' }
import medicine from './lexicon/medicine-devices.json' with { type: 'json' }
import music from './lexicon/music-instruments.json' with { type: 'json' }
import office from './lexicon/office-stationery.json' with { type: 'json' }
import pets from './lexicon/pets-garden.json' with { type: 'json' }
import services from './lexicon/services.json' with { type: 'json' }
import shoes from './lexicon/shoes-bags.json' with { type: 'json' }
import sports from './lexicon/sports-outdoor.json' with { type: 'json' }
import tools from './lexicon/tools-car.json' with { type: 'json' }
import toys from './lexicon/toys-games.json' with { type: 'json' }

/** A word as a shelf of the lexicon gives it. No codes: the list that is shipped has none for this good. */
export interface ReadWord {
  readonly text: string
  readonly codes: readonly string[]
  readonly vague: boolean
}

const SHELVES = [
  ...[books, cleaning, clothing, drinks, electronics, food, fresh, furniture, jewellery],
  ...[kitchen, music, office, shoes, sports, textile, toys, crafts, baby],
  ...[appliances, pets, medicine, tools, services],
]

/**
 * Every word of every shelf. A row of a shelf is `[codes, Chinese words, English words]`: codes without their zeros at the end, the best first, `-` for none,
 * with `~` before the first where the words say only roughly what the good is; Chinese words between spaces, English ones between commas.
 */
export function* shelves(): Iterable<ReadWord> {
  for (const row of SHELVES.flat()) yield* wordsOfRow(row)
}

function* wordsOfRow([codes = '', chinese = '', english = '']: readonly string[]): Iterable<ReadWord> {
  const meaning = { codes: codesOf(codes), vague: codes.startsWith('~') }
  for (const text of [...chinese.split(' '), ...english.split(',')]) if (text.trim() !== '') yield { text, ...meaning }
}

/** `~1030299 1060105` → codes of 19 digits. */
export const codesOf = (text: string): string[] => (text.match(/\d+/g) ?? []).map(code => code.padEnd(19, '0'))
