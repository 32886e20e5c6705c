import { readFileSync } from 'node:fs'
import { type RenderedDocument, renderPdf } from '#platform/documents/render.ts'
import type { ClauseStanding } from '../contract.ts'
import type { ReportContent } from '../reports/contract.ts'
import { gapLines, instantOf, proofLines, stateWords } from '../wording.ts'

const template = readFileSync(new URL('./conformity-report.typ', import.meta.url), 'utf8')

/** 条款符合度报告, as many A4 pages as it takes. */
export function renderReport(content: ReportContent, digest: string): Promise<RenderedDocument> {
  const { guide, enterprise, totals, clauses } = content
  return renderPdf({
    template,
    title: `条款符合度报告 ${content.number}`,
    data: {
      title: '首席质量官制度条款符合度报告',
      number: content.number,
      facts: [
        ['企业', enterprise.name],
        ['统一社会信用代码', enterprise.creditCode],
        ['依据', `${guide.docNo}《${guide.title}》 4.1–9.5，条款释读第 ${guide.version} 版`],
        ['数据截止', `${instantOf(content.asOf)}（北京时间）`],
        ['出具人', content.madeBy],
      ],
      totals: [
        ['条款', `${totals.total}`],
        ['已有证据', `${totals.proved}`],
        ['其中自述', `${totals.stated}`],
        ['部分', `${totals.partly}`],
        ['尚无', `${totals.none}`],
        ['不适用', `${totals.notApplicable}`],
      ],
      sections: guide.sections.map(({ id, title }) => ({
        title: `${id}　${title}`,
        rows: clauses.filter(({ section }) => section === id).map(rowOf),
      })),
      digest,
      notes: [
        '状态由系统按登记的记录计算；标“自述”的由企业自己说明，没有记录证明。',
        '本报告由企业出具，供自查和主动说明使用，不是行政机关的评价。',
        '校验值为报告内容的 SHA-256，由上列数据计算；内容改动后校验值不同。',
      ],
    },
  })
}

function rowOf(clause: ClauseStanding) {
  return {
    id: clause.id,
    text: clause.text,
    term: `“${clause.term}”`,
    state: clause.stated ? `${stateWords[clause.state]}（自述）` : stateWords[clause.state],
    proof: proofLines(clause),
    gaps: gapLines(clause),
  }
}
