/** A place at which two packs differ: its key (items by their id), what stood there and what stands there now; null: nothing. */
export type PackDifference = {
  readonly key: string
  readonly before: string | null
  readonly now: string | null
}

/** The differences between two packs, in the order of the newer one, what is gone last. */
export function comparePacks(before: unknown, now: unknown): PackDifference[] {
  const [old, young] = [flatten(before), flatten(now)]
  const keys = [...young.keys(), ...[...old.keys()].filter((key) => !young.has(key))]
  return keys.flatMap((key): PackDifference[] => {
    const [left = null, right = null] = [old.get(key), young.get(key)]
    return left === right ? [] : [{ key, before: left, now: right }]
  })
}

function flatten(value: unknown, key = '', into = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value) && value.some((item) => nameOf(item) === undefined)) {
    into.set(key, value.map((item) => JSON.stringify(item)).join('、'))
  } else if (Array.isArray(value)) {
    for (const item of value) flatten(item, `${key}[${nameOf(item)}]`, into)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      flatten(inner, key === '' ? name : `${key}.${name}`, into)
  } else if (value !== undefined && value !== null) into.set(key, String(value))
  return into
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const { id, key, type } = item as Record<string, unknown>
  return [id, key, type].find((name) => typeof name === 'string') as string | undefined
}
