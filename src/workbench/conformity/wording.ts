import type { ClauseStanding, ClauseState, FoundRecords } from './contract.ts'
import { gapsOf } from './domain.ts'

/** What report and workbook say, in the words of the screens. */
export const stateWords: Readonly<Record<ClauseState, string>> = {
  proved: '已有证据',
  partly: '部分',
  none: '尚无',
  'not-applicable': '不适用',
}

/** An instant in Beijing time, to the minute. */
export function instantOf(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

function recordLine({ what, n, latest, since }: FoundRecords): string {
  const from = since === null ? '' : `，只计 ${since} 以来`
  return `${what}：${n} 条${latest === null ? '' : `，最近 ${latest}`}${from}`
}

/** What proves it: records found, then what the enterprise says itself. */
export function proofLines({ needs, word, wordExpired }: ClauseStanding): string[] {
  const found = needs.flatMap(({ records }) => records).filter(({ n }) => n > 0)
  const said = word && !wordExpired ? [wordLine(word)] : []
  return [...new Set([...found.map(recordLine), ...said])]
}

function wordLine({ kind, text, byName, at, validUntil, file }: NonNullable<ClauseStanding['word']>): string {
  const head = kind === 'statement' ? '自述' : '不适用'
  const who = `${byName}，${instantOf(at).slice(0, 10)}`
  const until = validUntil === null ? '' : `，有效至 ${validUntil}`
  const paper = file === null ? '' : `，附件《${file.name}》`
  return `${head}：${text.replace(/\n+/g, ' ')}（${who}${until}${paper}）`
}

/** What is missing, and what to do. */
export function gapLines(clause: ClauseStanding): string[] {
  return gapsOf(clause).map(({ what, met, next, records }) => {
    const older = records.find((each) => each.n === 0 && each.older !== null)
    const why = older
      ? `（最近一条是 ${older.older}，已过期）`
      : met === 'unkept'
        ? '（系统尚不登记这类记录）'
        : ''
    return `缺：${what}${why}。下一步：${next.text}`
  })
}
