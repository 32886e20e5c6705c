/**
 * Rules of a place over those of the place above: nation, province, city, county. Pure, on the content as it is written in the
 * files. What the lower pack does not write it inherits; a list merges by id, `{ id, remove: true }` and `null` take away.
 */

import { CITATION, NAMED_LISTS, ORDERED_LISTS, OWN, SECTIONS, WHOLE } from './inherited-keys.ts'

type Path = readonly (string | number)[]
type Fields = Record<string, unknown>

/** One pack of the chain, the highest first. */
export type Layer = { readonly id: string; readonly docNo: string; readonly source: Fields }

/** Which pack of the chain a place of the merged content comes from (its index), and where it stands in that file. */
export type Origin = { readonly layer: number; readonly path: Path }

export type Merged = {
  readonly value: Fields
  originOf(path: Path): Origin
  /** Removals of what is not there, in the file of the layer. */
  readonly faults: readonly { readonly origin: Origin; readonly id: string }[]
}

/** Merges the packs of a chain, the highest first. A single pack stays as it is. */
export function mergeLayers(layers: readonly Layer[]): Merged {
  const merger = new Merger(layers)
  return merger.merge()
}

/** The pack that is laid over the others, and the strength of what it writes. */
type By = { readonly layer: number; readonly strength: string }

/** At the top level an item carries its pack's strength; inside another condition it follows that one. */
type Replacement = { readonly top: Fields; readonly inside: Fields }

class Merger {
  readonly #layers: readonly Layer[]
  readonly #origins = new Map<object, Origin>()
  readonly #keys = new Map<object, Map<string, Origin>>()
  readonly #faults: { origin: Origin; id: string }[] = []

  constructor(layers: readonly Layer[]) {
    this.#layers = layers
    layers.forEach(({ source }, layer) => {
      this.#index(source, { layer, path: [] })
    })
  }

  merge(): Merged {
    const [first, ...others] = this.#layers
    let value: Fields = first?.source ?? {}
    let strength = strengthOf(first?.source) ?? 'must'
    if (first && others.length > 0) {
      value = this.#stamped(first, strength)
      value.qualification = this.#items(value.qualification, { strength })
    }
    others.forEach((layer, index) => {
      strength = strengthOf(layer.source) ?? strength
      value = this.#under(value, this.#stamped(layer, strength), { layer: index + 1, strength })
    })
    return { value, originOf: (path) => this.#originOf(value, path), faults: this.#faults }
  }

  #index(value: unknown, origin: Origin) {
    if (typeof value !== 'object' || value === null) return
    this.#origins.set(value, origin)
    for (const [key, inner] of entriesOf(value)) {
      this.#index(inner, { layer: origin.layer, path: [...origin.path, key] })
    }
  }

  /** A copy that remembers where the original stood. */
  #copy<T extends object>(value: T, changes: Fields): T {
    const copy = { ...value, ...changes }
    const origin = this.#origins.get(value)
    if (origin) this.#origins.set(copy, origin)
    return copy
  }

  /** Every cited item says whose it is, so that it keeps its 文号 in the packs below. */
  #stamped({ source, docNo }: Layer, strength: string): Fields {
    const stamped: Fields = {}
    for (const [key, value] of Object.entries(source)) {
      if (key in NAMED_LISTS) stamped[key] = this.#items(value, { docNo })
      else if (isFields(value) && WHOLE.has(key)) stamped[key] = this.#copy(value, { docNo, ...value })
      else if (isFields(value) && SECTIONS.has(key)) stamped[key] = this.#section(key, value, docNo, strength)
      else stamped[key] = value
    }
    return this.#copy(source, stamped)
  }

  #items(value: unknown, defaults: Fields): unknown {
    if (!Array.isArray(value)) return value
    const items = value.map((item) => {
      if (!isFields(item) || item.remove !== undefined) return item
      const { clause, ...rest } = defaults
      return this.#copy(item, item.docNo === undefined ? { ...defaults, ...item } : { ...rest, ...item })
    })
    const origin = this.#origins.get(value)
    if (origin) this.#origins.set(items, origin)
    return items
  }

  #section(name: string, section: Fields, docNo: string, strength: string): Fields {
    const stamped: Fields = {}
    for (const [key, value] of Object.entries(section)) {
      const path = `${name}.${key}`
      if (path in NAMED_LISTS || ORDERED_LISTS.has(path)) {
        stamped[key] = this.#items(value, withClause(section, docNo))
      } else if (isFields(value) && SECTIONS.has(path))
        stamped[key] = this.#section(path, value, docNo, strength)
      else if (isFields(value) && 'amount' in value) stamped[key] = this.#copy(value, { docNo, ...value })
    }
    const cited = name.includes('.') ? {} : { docNo }
    const strong = name === 'generalConditions' ? { strength } : {}
    return this.#copy(section, { ...cited, ...strong, ...section, ...stamped })
  }

  /** The lower content over the upper one; both are stamped. */
  #under(upper: Fields, lower: Fields, by: By): Fields {
    const { layer } = by
    const merged: Fields = {}
    for (const [key, value] of Object.entries(upper)) if (!OWN.has(key)) this.#take(merged, upper, key, value)
    for (const [key, value] of Object.entries(lower)) {
      const before = merged[key]
      if (key in NAMED_LISTS) this.#putList(merged, key, before, value, by)
      else if (SECTIONS.has(key) && isFields(before) && isFields(value)) {
        this.#put(merged, key, this.#sections(key, before, value, by), { layer, path: [key] })
      } else this.#put(merged, key, value, { layer, path: [key] })
    }
    return merged
  }

  #sections(name: string, upper: Fields, lower: Fields, by: By): Fields {
    const merged: Fields = {}
    for (const [key, value] of Object.entries(upper)) {
      if (name.includes('.') || !CITATION.includes(key)) this.#take(merged, upper, key, value)
    }
    for (const [key, value] of Object.entries(lower)) {
      const path = `${name}.${key}`
      const before = merged[key]
      const origin = { layer: by.layer, path: [...name.split('.'), key] }
      if (path in NAMED_LISTS) this.#putList(merged, path, before, value, by)
      else if (SECTIONS.has(path) && isFields(before) && isFields(value)) {
        this.#put(merged, key, this.#sections(path, before, value, by), origin)
      } else this.#put(merged, key, value, origin)
    }
    return merged
  }

  #putList(merged: Fields, path: string, before: unknown, value: unknown, by: By) {
    const segments = path.split('.')
    const key = segments.at(-1) ?? ''
    if (value === null && before !== undefined) {
      this.#put(merged, key, undefined, { layer: by.layer, path: segments })
      return
    }
    const lists = Array.isArray(before) && Array.isArray(value)
    const list = lists ? this.#lists(before, value, path, by) : value
    this.#put(merged, key, list, { layer: by.layer, path: segments })
  }

  #lists(
    upper: readonly unknown[],
    lower: readonly unknown[],
    path: string,
    { layer, strength }: By,
  ): unknown[] {
    const name = NAMED_LISTS[path] ?? 'id'
    let merged = [...upper]
    for (const item of lower) {
      if (!isFields(item)) {
        merged.push(item)
        continue
      }
      const [id, isRemoval] = [item[name], isRemovalOf(item, name)]
      const top = path === 'qualification' ? this.#copy(item, { strength, ...item }) : item
      const { list, found } = this.#replaced(merged, name, id, isRemoval ? undefined : { top, inside: item })
      const origin = this.#origins.get(item) ?? { layer, path: [path] }
      if (!found && isRemoval) this.#faults.push({ origin, id: String(id) })
      merged = found || isRemoval ? list : [...merged, top]
    }
    return merged
  }

  /** The list with the named item replaced or taken out, wherever below it stands; conditions stand inside conditions. */
  #replaced(items: readonly unknown[], name: string, id: unknown, by: Replacement | undefined, isTop = true) {
    let found = false
    const list = items.flatMap((item): unknown[] => {
      if (!isFields(item)) return [item]
      if (item[name] === id) {
        found = true
        return by === undefined ? [] : [isTop ? by.top : by.inside]
      }
      const inner = this.#replacedBelow(item, name, id, by)
      if (inner === undefined) return [item]
      found = true
      return [inner]
    })
    return { list, found }
  }

  #replacedBelow(item: Fields, name: string, id: unknown, by: Replacement | undefined): Fields | undefined {
    for (const group of ['all', 'any', 'of', 'not']) {
      const below = item[group]
      const { list, found } = this.#replaced(Array.isArray(below) ? below : [below], name, id, by, false)
      if (found) return this.#copy(item, { [group]: Array.isArray(below) ? list : list[0] })
    }
    return undefined
  }

  #take(into: Fields, from: Fields, key: string, value: unknown) {
    this.#put(into, key, value, this.#keys.get(from)?.get(key) ?? this.#below(from, key))
  }

  #below(container: object, key: string | number): Origin {
    const origin = this.#origins.get(container) ?? { layer: this.#layers.length - 1, path: [] }
    return { layer: origin.layer, path: [...origin.path, key] }
  }

  #put(into: Fields, key: string, value: unknown, origin: Origin) {
    into[key] = value
    const keys = this.#keys.get(into) ?? new Map<string, Origin>()
    this.#keys.set(into, keys.set(key, origin))
  }

  #originOf(value: Fields, path: Path): Origin {
    let origin: Origin = { layer: this.#layers.length - 1, path: [] }
    let node: unknown = value
    for (const key of path) {
      const known = isObject(node) ? this.#keys.get(node)?.get(String(key)) : undefined
      origin = known ?? { layer: origin.layer, path: [...origin.path, key] }
      node = isObject(node) && Object.hasOwn(node, key) ? (node as Fields)[key] : undefined
      if (isObject(node)) origin = this.#origins.get(node) ?? origin
    }
    return origin
  }
}

/** What an item of a section needs to stand alone: the 文号, and the section's clause where it has none of its own. */
function withClause(section: Fields, docNo: string): Fields {
  return typeof section.clause === 'string' ? { docNo, clause: section.clause } : { docNo }
}

/** Besides the name a removal may say by which clause. */
const REMOVAL = new Set(['remove', 'title', 'clause', 'docNo', 'note'])

function isRemovalOf(item: Fields, name: string): boolean {
  return item.remove === true && Object.keys(item).every((key) => key === name || REMOVAL.has(key))
}

function strengthOf(source: Fields | undefined): string | undefined {
  return typeof source?.strength === 'string' ? source.strength : undefined
}

function entriesOf(value: object): [string | number, unknown][] {
  return Array.isArray(value) ? value.map((each, index) => [index, each]) : Object.entries(value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isFields(value: unknown): value is Fields {
  return isObject(value) && !Array.isArray(value)
}
