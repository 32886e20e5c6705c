import { unitNameOf } from '#foundation/org-units/index.ts'
import { handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { maskPersonName } from '#platform/values/person-name.ts'
import { exportSamePersons } from '../lists/contract.ts'
import { WHOLE } from '../pages.ts'
import { mayReadStandings } from '../policy.ts'
import { type PersonRow, samePersonsQuery } from '../store.ts'

const ELSEWHERE = '（其他单位负责的企业）'

export const exportSamePersonsHandler = handleExport<typeof exportSamePersons, PersonRow, { unitId: string }>(
  exportSamePersons,
  {
    subject: async (_ctx, { unitId }) => ({ unitId }),
    policy: mayReadStandings,
    async list(ctx, { unitId, on = civilDateOf(ctx.now) }) {
      const [unit, place] = await Promise.all([
        unitNameOf(ctx.tx, unitId),
        ctx.actor.kind === 'unit' ? unitNameOf(ctx.tx, ctx.actor.unitId) : '',
      ])
      let last = ''
      let number = 0
      return {
        name: '一人在多家企业任职',
        place,
        columns: [
          {
            title: '序号',
            kind: 'number',
            of: ({ person }) => {
              if (person !== last) number += 1
              last = person
              return number
            },
          },
          { title: '姓名', of: ({ personName }) => maskPersonName(personName) },
          { title: '企业名称', width: 36, of: (row) => (row.enterpriseId === null ? ELSEWHERE : row.name) },
          { title: '统一社会信用代码', width: 22, of: (row) => row.creditCode },
          { title: '负责单位', width: 28, of: (row) => row.unitName },
          { title: '聘任岗位', width: 18, of: (row) => row.positionTitle },
          {
            title: '专职/兼职',
            of: (row) => (row.enterpriseId === null ? '' : row.fullTime ? '专职' : '兼职'),
          },
          { title: '备案编号', width: 22, of: (row) => row.filingNo ?? '' },
        ],
        rows: samePersonsQuery(unitId, on, undefined, WHOLE),
        filters: [
          ['单位', unit],
          ['统计日期', on],
        ],
        facts: [['口径', '按身份证号核对，同一序号为同一人；当日在任且已登记备案']],
      }
    },
  },
)
