import { staleVersion } from '#platform/operation.ts'

/** @throws staleVersion when somebody else was quicker */
export function mustBeVersion(unit: { name: string; version: number }, version: number): void {
  if (unit.version === version) return
  throw staleVersion({
    detail: `单位：“${unit.name}”刚被别人改过。请看过新的内容后再办理。`,
    details: { version: unit.version },
  })
}
