/** A column that an import knows; `label` is the name in our own template. */
export type ColumnSpec<Key extends string = string> = {
  readonly key: Key
  readonly label: string
  readonly aliases: readonly string[]
  readonly required?: true
}

export type Matching<Key extends string = string> = {
  /** Column of the file by our key, from 0. */
  readonly indexes: Partial<Record<Key, number>>
  /** Header of the file by our label. */
  readonly mapping: Record<string, string>
  readonly missing: readonly string[]
}

/** Header names without spaces, brackets and marks, so that `企业名称（全称）*` is 企业名称. */
export function headerKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[([{【].*?[)\]}】]/g, '')
    .replace(/[\s*:：、,，。"'“”]/g, '')
    .toLowerCase()
}

/** Finds our columns among a file's headers; the first fitting header wins. */
export function matchColumns<Key extends string>(
  header: readonly string[],
  specs: readonly ColumnSpec<Key>[],
): Matching<Key> {
  const keys = header.map(headerKey)
  const indexes: Partial<Record<Key, number>> = {}
  const mapping: Record<string, string> = {}
  for (const spec of specs) {
    const names = [spec.label, ...spec.aliases].map(headerKey)
    const index = names.map((name) => keys.indexOf(name)).find((at) => at >= 0)
    if (index === undefined) continue
    indexes[spec.key] = index
    mapping[spec.label] = header[index] ?? ''
  }
  const missing = specs
    .filter((spec) => spec.required && indexes[spec.key] === undefined)
    .map((spec) => spec.label)
  return { indexes, mapping, missing }
}
