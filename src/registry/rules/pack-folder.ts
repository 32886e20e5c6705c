import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { readPackYaml, shippedPacks } from './load-pack.ts'
import { type PackFile, packFileOf } from './load-pack-chain.ts'

/**
 * The packs a file may rest on, for the command line: those named, those beside it, those that come with the product. Of the
 * same id and version the first one stands.
 */
export function packsAround(file: string, named: readonly string[]): PackFile[] {
  const found = new Map<string, PackFile>()
  const add = (pack: PackFile | undefined) => {
    const key = `${pack?.header.id}@${pack?.header.version}`
    if (pack && !found.has(key)) found.set(key, pack)
  }
  for (const each of named) add(packIn(each))
  const folder = dirname(resolve(file))
  const beside = existsSync(folder) ? readdirSync(folder) : []
  for (const name of beside.filter((each) => isYaml(each) && each !== basename(file)))
    add(packIn(join(folder, name)))
  for (const shipped of shippedPacks()) add(shipped.file)
  return [...found.values()]
}

/** A file whose name says YAML. */
export function isYaml(name: string): boolean {
  return ['.yaml', '.yml'].includes(extname(name).toLowerCase())
}

/** The pack in a file; undefined where it holds none, or one too broken to rest on. */
function packIn(file: string): PackFile | undefined {
  const yaml = readPackYaml(readFileSync(file))
  return yaml.ok ? packFileOf(yaml.value) : undefined
}
