import type { Clause, Section } from './clause.ts'
import { duties } from './duties.ts'
import { foundations } from './foundations.ts'
import { guarantees } from './guarantees.ts'
import { postAndPerson } from './post-and-person.ts'
import { work } from './work.ts'

const sections: readonly Section[] = [
  { id: '4', title: '岗位设置' },
  { id: '5.1', title: '任职资格' },
  { id: '5.2', title: '任职能力' },
  { id: '5.3', title: '行为规范' },
  { id: '6', title: '工作职责' },
  { id: '7.1.1', title: '战略制定' },
  { id: '7.1.2', title: '战略部署' },
  { id: '7.2', title: '产品和服务' },
  { id: '7.3', title: '竞争力提升' },
  { id: '7.4', title: '质量基础' },
  { id: '7.5', title: '社会责任' },
  { id: '8.1', title: '岗位职权' },
  { id: '8.2', title: '经费保障' },
  { id: '9', title: '聘任管理' },
]

/**
 * The clauses of DB1302/T 589—2024 and what proves each. `version` goes up whenever a clause or what it needs is changed: a frozen
 * report says by which version it was made.
 */
export const guide = {
  docNo: 'DB1302/T 589—2024',
  title: '企业首席质量官制度实施指南',
  version: 1,
  sections,
  clauses: [...postAndPerson, ...duties, ...work, ...foundations, ...guarantees] as readonly Clause[],
} as const
