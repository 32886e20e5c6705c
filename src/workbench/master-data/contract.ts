import { ledgerContract } from '#platform/ledger/contract-of.ts'
import { customers, departments, products, staff, suppliers } from './ledgers.ts'

export const departmentContract = ledgerContract(departments)
export const staffContract = ledgerContract(staff)
export const productContract = ledgerContract(products)
export const supplierContract = ledgerContract(suppliers)
export const customerContract = ledgerContract(customers)
