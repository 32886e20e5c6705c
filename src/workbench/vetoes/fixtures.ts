import { addFile } from '#foundation/files/contract.ts'
import type { Client } from '#platform/client.ts'
import type { InputOf } from '#platform/operation.ts'
import { picture } from '#registry/filings/fixtures.ts'
import { finishAction, listActions } from '#workbench/actions/contract.ts'
import { batchContract, productContract } from '#workbench/master-data/contract.ts'
import { raiseVeto } from './contract.ts'

let count = 0

/** A batch of a product of its own, neither released. */
export async function batchOf(enterpriseId: string, clerk: Client, batchNo: string) {
  count += 1
  const product = await clerk.call(productContract.add, {
    enterpriseId,
    values: {
      ...{ productNo: `CP-${count}`, name: `示例泵体${count}`, model: null },
      ...{ unit: null, standard: null, licensed: null, note: null },
    },
  })
  return clerk.call(batchContract.add, {
    enterpriseId,
    values: {
      ...{ batchNo, product: product.id, producedOn: '2026-11-15', quantity: '1240' },
      ...{ equipment: null, department: null, note: null },
    },
  })
}

/** A veto on a batch with one condition. */
export function stopped(
  enterpriseId: string,
  officer: Client,
  batchId: string,
  more: Partial<InputOf<typeof raiseVeto>> = {},
) {
  return officer.call(raiseVeto, {
    enterpriseId,
    subjectKind: 'batch',
    subjectId: batchId,
    requirement: '图样 SP-80-02：试验压力 0.6 MPa，保压 3 min，不得渗漏',
    facts: '夜班抽检 20 件，3 件渗漏。',
    risk: '流出后可能造成介质泄漏。',
    measures: '隔离，停产 2 号线。',
    conditions: [{ what: '密封圈换批，全检，泄漏率为 0', ownerId: null, dueOn: '2026-12-08' }],
    ...more,
  })
}

/** A paper of the workbench. */
export async function paper(enterpriseId: string, client: Client, name = '检验报告.jpg') {
  return client.call(addFile, { enterpriseId, purpose: 'record', name }, { body: await picture() })
}

/** Every open condition of a veto is finished with a paper. */
export async function meetConditions(enterpriseId: string, worker: Client, vetoId: string) {
  const { rows } = await worker.call(listActions, { enterpriseId, sourceId: vetoId })
  for (const { id, version } of rows) {
    const file = await paper(enterpriseId, worker)
    await worker.call(finishAction, {
      ...{ enterpriseId, actionId: id, version },
      ...{ result: '全检 1,240 件，泄漏 0。', doneOn: '2026-11-20', fileIds: [file.id] },
    })
  }
}
