import type { FileRules } from '#ui/file-rules.ts'

/** Browsers know no media type for it. */
export const packFileRules: FileRules = {
  kinds: ['cqopack'],
  mediaTypes: ['.cqopack', 'application/octet-stream'],
  megabytes: 72,
}
