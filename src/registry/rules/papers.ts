import type { Test } from './condition.ts'
import { extensionOf, type HeldCertificate, type QualificationFacts } from './facts.ts'

/** Certificates and hours of 继续教育, wherever they are known from: the platform's own records or the 扩展项 of a filing. */

export type CertificatePart = 'level' | 'number' | 'issuedOn' | 'validTo'

/** The key of a certificate among the 扩展项, or of one of its particulars. */
export function certificateKey(type: string, part?: CertificatePart): string {
  return part === undefined ? `cert:${type}` : `cert:${type}:${part}`
}

/** The key of the hours of a year among the 扩展项. */
export function hoursKey(year: string): string {
  return `ceHours:${year}`
}

/** The key, among the 扩展项, of the day on which a 禁任情形 that lapses happened. */
export function exclusionKey(id: string): string {
  return `exclusion:${id}`
}

/** Whether a key among the 扩展项 is the day of a 禁任情形: personal, whatever the pack says of it. */
export function isExclusionKey(key: string): boolean {
  return key.startsWith('exclusion:')
}

/** The calendar years whose hours count together, as keys of `ceHours`, the last one first. */
export function hoursYears(asked: NonNullable<Test['ceHours']>, onDate: string): string[] {
  const last = Number(onDate.slice(0, 4)) - (asked.year === 'previous' ? 1 : 0)
  return Array.from({ length: asked.years }, (_, ago) => String(last - ago))
}

/** Those years in words: 2025年, 2023至2025年. */
export function hoursYearsWords(asked: NonNullable<Test['ceHours']>, onDate: string): string {
  const years = hoursYears(asked, onDate)
  return years.length === 1 ? `${years[0]}年` : `${years.at(-1)}至${years[0]}年`
}

/** The hours of a year; undefined when they are not known. */
export function hoursIn(facts: QualificationFacts, year: string): number | undefined {
  const written = extensionOf(facts, hoursKey(year))
  return facts.ceHours?.[year] ?? (typeof written === 'number' ? written : undefined)
}

/** The certificates of a type that a person holds; undefined when that is not known. */
export function heldOfType(facts: QualificationFacts, type: string): HeldCertificate[] | undefined {
  const written = extensionOf(facts, certificateKey(type))
  if (facts.certificates === undefined && typeof written !== 'boolean') return undefined
  const listed = facts.certificates?.filter((each) => each.type === type) ?? []
  return written === true ? [...listed, writtenCertificate(facts, type)] : listed
}

function writtenCertificate(facts: QualificationFacts, type: string): HeldCertificate {
  const part = (name: CertificatePart) => {
    const value = extensionOf(facts, certificateKey(type, name))
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const [level, number, issuedOn, validTo] = [
    part('level'),
    part('number'),
    part('issuedOn'),
    part('validTo'),
  ]
  return { type, level, number, issuedOn, validTo }
}
