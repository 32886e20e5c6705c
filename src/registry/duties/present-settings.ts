import type { Context } from '#platform/perform.ts'
import type { DutySettingsView } from './contract.ts'
import { maySetDuties, type OfUnit } from './policy.ts'
import { settingsVersion } from './rule-store.ts'
import { defaultSettings, findSettings } from './store.ts'

/** The figures in force for a unit, and whether the asker may set its own. */
export async function presentSettings({ tx, actor }: Context, unit: OfUnit): Promise<DutySettingsView> {
  const [found, version] = await Promise.all([
    findSettings(tx, [unit.unitId]),
    settingsVersion(tx, unit.unitId),
  ])
  const { remindBefore, remindAfter, reportDays, trackedFrom, setBy } =
    found.get(unit.unitId) ?? defaultSettings
  return {
    remindBefore: [...remindBefore],
    remindAfter: [...remindAfter],
    reportDays,
    trackedFrom,
    setBy,
    version,
    mayChange: maySetDuties(actor, unit) === true,
  }
}
