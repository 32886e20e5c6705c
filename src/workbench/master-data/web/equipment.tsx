import type { LedgerFace, RecordPart } from '#ui/ledger/ledger-of.ts'
import { RecordVerb } from '#ui/ledger/record-verb.tsx'
import { listHolds } from '#workbench/holds/contract.ts'
import { withVeto } from '#workbench/holds/web/parts/with-veto.tsx'
import { departmentContract, equipmentContract, startEquipment, stopEquipment } from '../contract.ts'
import { equipment } from '../ledgers.ts'
import { Held } from './held.tsx'
import { statusFrom } from './statuses.ts'

function Verbs(part: RecordPart) {
  const running = part.record.status === 'running'
  const text = { key: 'basis', label: running ? '停机原因' : '启用依据' }
  return (
    <RecordVerb
      {...part}
      op={running ? stopEquipment : startEquipment}
      text={text}
      invalidates={[listHolds]}
    />
  )
}

export const face: LedgerFace = {
  ledger: equipment,
  contract: equipmentContract,
  linked: { departments: departmentContract },
  status: statusFrom(equipment.columns.status.options),
  actions: withVeto('equipment', Verbs),
  warnings: Held,
}
