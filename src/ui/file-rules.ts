import { words } from './words.ts'

/** What may be uploaded in one place. The server looks at the bytes; this only spares a useless transfer. */
export type FileRules = {
  /** As people call them: `['PDF', 'JPG', 'PNG']`. */
  readonly kinds: readonly string[]
  /** Media types for the file dialog. */
  readonly mediaTypes: readonly string[]
  readonly megabytes: number
}

/** Scans: PDF or picture, 10 MB, as much as the server takes. */
export const scanRules: FileRules = {
  kinds: ['PDF', 'JPG', 'PNG'],
  mediaTypes: ['application/pdf', 'image/jpeg', 'image/png'],
  megabytes: 10,
}

/** The 二寸 photo before it is cropped. */
export const photoRules: FileRules = {
  kinds: ['JPG', 'PNG'],
  mediaTypes: ['image/jpeg', 'image/png'],
  megabytes: 20,
}

const bytesPerMegabyte = 1024 * 1024

/** Size in MB with one decimal, at least 0.1. */
export function megabytesOf(bytes: number): string {
  return Math.max(0.1, bytes / bytesPerMegabyte).toFixed(1)
}

/** Why a file cannot be taken, in three parts, or `null`. A file without a media type is left to the server. */
export function fileProblem(
  file: { name: string; size: number; type: string },
  rules: FileRules,
): string | null {
  if (file.size === 0) return words.files.empty(file.name)
  if (file.type !== '' && !rules.mediaTypes.includes(file.type)) {
    return words.files.wrongKind(file.name, rules.kinds.join('、'))
  }
  if (file.size > rules.megabytes * bytesPerMegabyte) {
    return words.files.tooLarge(file.name, megabytesOf(file.size), rules.megabytes)
  }
  return null
}
