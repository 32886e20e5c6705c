import { describe, expect, it } from 'vitest'
import { readPdf } from '#platform/documents/read-pdf.ts'
import { renderOrganisationChart } from './organisation-chart.ts'

const on = { year: 2026, month: 11, day: 21 }
const chart = (departments: readonly string[]) => ({
  title: '法定代表人',
  person: '示例郑',
  below: [
    {
      title: '首席质量官（副总经理）',
      person: '示例周',
      below: departments.map((title) => ({ title, person: null, below: [] })),
    },
  ],
})

describe('the organisation chart', () => {
  it('shows who appoints, the officer and the departments led, on one page in our own fonts', async () => {
    const departments = ['质量管理部', '检验中心', '安全环保部']
    const made = await renderOrganisationChart({
      enterpriseName: '示例陶瓷有限公司',
      chart: chart(departments),
      on,
    })
    const pdf = readPdf(made.pdf)
    expect(made.pages).toBe(1)
    expect(pdf.text).toBe(
      '示例陶瓷有限公司组织架构图首席质量官岗位与直接领导的部门　2026年11月21日法定代表人示例郑首席质量官（副总经理）示例周质量管理部检验中心安全环保部',
    )
    expect(pdf.embeddedFonts).toEqual(pdf.fonts)
  })

  it('stays on one page with twenty departments, and says so where there are none', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `示例第${index + 1}质量管理与检验技术部`)
    expect((await renderOrganisationChart({ enterpriseName: '示例', chart: chart(many), on })).pages).toBe(1)
    const none = await renderOrganisationChart({ enterpriseName: '示例', chart: chart([]), on })
    expect(readPdf(none.pdf).text).toContain('没有写明直接领导的部门。')
  })
})
