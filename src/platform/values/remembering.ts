const MOST_REMEMBERED = 1000

/** The same function, which remembers its first thousand answers: where a list says the same few things again and again. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = read(text)
    if (known.size < MOST_REMEMBERED) known.set(text, found)
    return found
  }
}
