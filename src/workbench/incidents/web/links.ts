import { sourceOf } from '#ui/ledger/ledger-of.ts'
import type { RemoteSource } from '#ui/remote-select.tsx'
import {
  batchContract,
  customerContract,
  departmentContract,
  equipmentContract,
  productContract,
  staffContract,
  supplierContract,
} from '#workbench/master-data/contract.ts'
import { riskContract } from '#workbench/risks/contract.ts'
import { incidents } from '../ledgers.ts'

/** Contracts of the ledgers to which an incident leads, by their path. */
export const linked = {
  departments: departmentContract,
  products: productContract,
  batches: batchContract,
  suppliers: supplierContract,
  customers: customerContract,
  equipment: equipmentContract,
  risks: riskContract,
  staff: staffContract,
}

export const linkKeys = [
  'department',
  'product',
  'batch',
  'supplier',
  'customer',
  'equipment',
  'risk',
] as const
export type LinkKey = (typeof linkKeys)[number]

/** Where the records of a link are chosen from. */
export function sourceFor(key: LinkKey, enterpriseId: string): RemoteSource {
  const { path, called } = incidents.columns[key].to()
  const contract = linked[path as keyof typeof linked]
  return sourceOf(contract as never, called, enterpriseId)
}
