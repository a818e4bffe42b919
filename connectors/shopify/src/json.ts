import { parse } from 'lossless-json'

/**
 * JSON text as a tree in which every number is its own text: ids beyond 2^53 keep their digits and amounts never become floats.
 * undefined: not JSON (doubled keys included).
 */
export function readJson(text: string): unknown {
  try {
    return parse(text, undefined, digits => digits)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
