import type { LinkTarget } from '#platform/ledger/columns.ts'
import { declareLedger } from '#platform/ledger/ledger.ts'

const name = (label: string, aliases: readonly string[] = []) =>
  ({ kind: 'text', label, aliases, max: 100, required: true, listed: true }) as const
const number = (label: string, aliases: readonly string[] = []) =>
  ({ kind: 'code', label, aliases, max: 40, required: true, listed: true }) as const
const note = { kind: 'text', label: '备注', max: 300, lines: 'many' } as const

/** 部门 (DB1302/T 589—2024 4.3: the structure on which the officer's work rests). */
export const departments = declareLedger({
  name: 'department',
  path: 'departments',
  table: 'departments',
  title: '部门',
  noun: '部门',
  key: ['name'],
  called: 'name',
  columns: {
    name: name('部门名称', ['部门', '科室', '车间']),
    head: { kind: 'text', label: '负责人', aliases: ['部门负责人', '主任'], max: 40, listed: true },
    quality: {
      kind: 'yes-no',
      label: '质量部门',
      listed: true,
      hint: '质量管理、检验、安全等由首席质量官领导的部门填“是”',
    },
    above: {
      kind: 'link',
      label: '上级部门',
      aliases: ['隶属', '上级'],
      to: (): LinkTarget => departments,
      acyclic: true,
    },
    note,
  },
})

/** 质量人员 and others who take part in quality work. */
export const staff = declareLedger({
  name: 'staff-member',
  path: 'staff',
  table: 'staff_members',
  title: '人员',
  noun: '人员',
  key: ['staffNo'],
  called: 'name',
  columns: {
    staffNo: number('工号', ['员工编号', '人员编号']),
    name: { kind: 'text', label: '姓名', max: 40, required: true, listed: true },
    department: { kind: 'link', label: '部门', aliases: ['所在部门'], to: () => departments, listed: true },
    post: { kind: 'text', label: '岗位', aliases: ['职务'], max: 60, listed: true },
    keyPost: { kind: 'yes-no', label: '关键岗位', aliases: ['质量关键岗位'], listed: true },
    joinedOn: { kind: 'date', label: '入职日期' },
    login: {
      kind: 'code',
      label: '登录账号',
      aliases: ['账号', '登录名'],
      max: 60,
      hint: '在本系统有账号的填写，交给他的事会显示在他的待办里',
    },
    note,
  },
})

/** 产品 */
export const products = declareLedger({
  name: 'product',
  path: 'products',
  table: 'products',
  title: '产品',
  noun: '产品',
  key: ['productNo'],
  called: 'name',
  columns: {
    productNo: number('产品编号', ['产品代码', '物料编码', '编码']),
    name: name('产品名称', ['品名', '名称']),
    model: { kind: 'text', label: '型号规格', aliases: ['规格型号', '型号', '规格'], max: 100, listed: true },
    unit: { kind: 'text', label: '计量单位', aliases: ['单位'], max: 20 },
    standard: { kind: 'text', label: '执行标准', aliases: ['标准编号'], max: 100, listed: true },
    licensed: { kind: 'yes-no', label: '生产许可或强制性认证', aliases: ['许可证', 'CCC'] },
    note,
  },
})

/** 供应商 */
export const suppliers = declareLedger({
  name: 'supplier',
  path: 'suppliers',
  table: 'suppliers',
  title: '供应商',
  noun: '供应商',
  key: ['supplierNo'],
  called: 'name',
  columns: {
    supplierNo: number('供应商编号', ['供应商代码', '编号']),
    name: name('供应商名称', ['供应商', '名称', '单位名称']),
    supplies: { kind: 'text', label: '供应内容', aliases: ['供货内容', '主要物料'], max: 200, listed: true },
    standing: {
      kind: 'choice',
      label: '评价结果',
      aliases: ['状态', '等级'],
      options: { qualified: '合格', trial: '试用', restricted: '限制', suspended: '暂停' },
      listed: true,
    },
    assessedOn: { kind: 'date', label: '评价日期', listed: true },
    note,
  },
})

/** 顾客 */
export const customers = declareLedger({
  name: 'customer',
  path: 'customers',
  table: 'customers',
  title: '顾客',
  noun: '顾客',
  key: ['customerNo'],
  called: 'name',
  columns: {
    customerNo: number('顾客编号', ['客户编号', '客户代码', '编号']),
    name: name('顾客名称', ['客户名称', '客户', '名称']),
    region: { kind: 'text', label: '地区', max: 60, listed: true },
    note,
  },
})

/** Where a record stands, who decided so, when and on what grounds: written by verbs alone. */
const decided = <const S extends Readonly<Record<string, string>>>(state: string, on: string, options: S) =>
  ({
    status: { kind: 'choice', label: state, options, managed: true },
    decidedOn: { kind: 'date', label: on, managed: true, listed: true },
    decidedBy: { kind: 'text', label: '办理人', max: 60, managed: true },
    basis: { kind: 'text', label: '依据', max: 300, managed: true },
  }) as const

/** 设备 (other than 计量器具) */
export const equipment = declareLedger({
  name: 'equipment',
  path: 'equipment',
  table: 'equipment',
  title: '设备',
  noun: '设备',
  key: ['equipmentNo'],
  called: 'name',
  columns: {
    equipmentNo: number('设备编号', ['设备代码', '编号']),
    name: name('设备名称', ['名称']),
    model: { kind: 'text', label: '型号规格', aliases: ['规格型号', '型号'], max: 100, listed: true },
    department: {
      kind: 'link',
      label: '使用部门',
      aliases: ['部门', '车间'],
      to: () => departments,
      listed: true,
    },
    note,
    ...decided('运行状态', '状态日期', { running: '在用', stopped: '已停机' }),
  },
})

/** 批次: what is released together (DB1302/T 589—2024 7.2 c, 8.1 d). */
export const batches = declareLedger({
  name: 'batch',
  path: 'batches',
  table: 'batches',
  title: '批次',
  noun: '批次',
  key: ['batchNo'],
  called: 'batchNo',
  columns: {
    batchNo: number('批号', ['批次号', '生产批号', '批次']),
    product: {
      kind: 'link',
      label: '产品',
      aliases: ['产品名称', '产品编号', '品名'],
      to: () => products,
      required: true,
      listed: true,
    },
    producedOn: {
      kind: 'date',
      label: '生产日期',
      aliases: ['日期', '完工日期'],
      required: true,
      listed: true,
    },
    quantity: { kind: 'decimal', label: '数量', aliases: ['产量', '批量'], places: 3, listed: true },
    equipment: { kind: 'link', label: '生产设备', aliases: ['设备', '机台'], to: () => equipment },
    department: { kind: 'link', label: '生产部门', aliases: ['车间', '部门'], to: () => departments },
    note,
    ...decided('放行状态', '放行日期', { made: '待放行', released: '已放行', withdrawn: '已撤回放行' }),
  },
})

/** 采购: a delivery to be accepted. */
export const purchases = declareLedger({
  name: 'purchase',
  path: 'purchases',
  table: 'purchases',
  title: '采购验收',
  noun: '采购到货',
  key: ['purchaseNo'],
  called: 'purchaseNo',
  columns: {
    purchaseNo: number('到货单号', ['采购单号', '入库单号', '单号']),
    supplier: {
      kind: 'link',
      label: '供应商',
      aliases: ['供应商名称', '供应商编号', '供方'],
      to: () => suppliers,
      required: true,
      listed: true,
    },
    material: name('物料', ['物料名称', '品名', '名称']),
    lotNo: { kind: 'code', label: '供方批号', aliases: ['批号'], max: 40, listed: true },
    quantity: { kind: 'decimal', label: '数量', places: 3, listed: true },
    unit: { kind: 'text', label: '计量单位', aliases: ['单位'], max: 20 },
    arrivedOn: { kind: 'date', label: '到货日期', aliases: ['日期', '入库日期'], listed: true },
    note,
    ...decided('验收状态', '验收日期', { pending: '待验收', accepted: '验收合格', rejected: '验收不合格' }),
  },
})
