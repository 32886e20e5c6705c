import type { Status } from '#ui/statuses.ts'
import type { RiskLevel } from '../contract.ts'
import { riskLevels } from '../ledgers.ts'
import { words } from './words.ts'

const looks = {
  low: { icon: 'check-circle', tone: 'accent' },
  general: { icon: 'minus-circle', tone: 'muted' },
  larger: { icon: 'warning', tone: 'warning' },
  major: { icon: 'exclamation', tone: 'error' },
} as const

export const levelName = (level: RiskLevel | null): string => (level ? riskLevels[level] : words.unrated)

/** A level in words, with its picture. */
export function levelStatus(level: RiskLevel | null): Status {
  if (!level) return { text: words.unrated, icon: 'question', tone: 'muted' }
  return { text: words.level(riskLevels[level]), ...looks[level] }
}

/** 蓝黄橙红, light enough for dark words on them. */
export const levelColours: Readonly<Record<RiskLevel, string>> = {
  low: '#d6e4ff',
  general: '#fff3b0',
  larger: '#ffd8a8',
  major: '#ffc9c9',
}
