import type { Format } from './format.ts'

export const json: Format = {
  contentType: 'application/json; charset=utf-8',
  read(text) {
    try {
      return JSON.parse(text)
    } catch (fault) {
      if (fault instanceof SyntaxError) return undefined
      throw fault
    }
  },
  write: reply => JSON.stringify(reply),
}
