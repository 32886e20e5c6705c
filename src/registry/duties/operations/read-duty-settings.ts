import { handle } from '#platform/perform.ts'
import { readDutySettings } from '../contract.ts'
import { loadOfUnit } from '../of-unit.ts'
import { maySeeDuties } from '../policy.ts'
import { presentSettings } from '../present-settings.ts'

export const readDutySettingsHandler = handle(readDutySettings, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: maySeeDuties,
  run: (ctx, _input, unit) => presentSettings(ctx, unit),
})
