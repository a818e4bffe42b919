import type { Message } from './requests.ts'

export type Path = readonly (string | number)[]

const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every text in a message, wherever it stands. */
export function leaves(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, [...path, i]))
  return isMessage(value) ? Object.entries(value).flatMap(([name, inside]) => leaves(inside, [...path, name])) : [path]
}

/** The same message with one thing in it replaced; undefined takes it out. */
export function replaced(message: Message, path: Path, value: unknown): Message {
  const copy: Message = structuredClone(message)
  const inside = path
    .slice(0, -1)
    .reduce<unknown>((node, step) => (isMessage(node) || Array.isArray(node) ? Reflect.get(node, step) : undefined), copy)
  const last = path.at(-1)
  if (!(isMessage(inside) || Array.isArray(inside)) || last === undefined) throw new Error(`no ${path.join('.')} in this message`)
  if (value === undefined) Reflect.deleteProperty(inside, last)
  else Reflect.set(inside, last, value)
  return copy
}

export function at(message: Message, path: Path): unknown {
  return path.reduce<unknown>((node, step) => (isMessage(node) || Array.isArray(node) ? Reflect.get(node, step) : undefined), message)
}
