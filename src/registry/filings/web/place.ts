import type { ExtensionItem } from '#registry/rules/extensions.ts'
import { fieldLabels } from '../field-labels.ts'
import { words } from './words.ts'

/** What a defect can be about, in the order of the form, papers and the whole. */
export const places: readonly string[] = [
  'general',
  ...Object.keys(fieldLabels),
  'photo',
  ...Object.keys(words.purposes),
]

/** A place that a defect names, in words: a field of 附件1, an 扩展项 or its paper, the photo, a scan, or the whole. */
export function placeLabel(place: string, asked: readonly ExtensionItem[] = []): string {
  if (place in fieldLabels) return fieldLabels[place as keyof typeof fieldLabels]
  if (place === 'photo') return words.photo
  const item = asked.find(({ key }) => place === `extensions.${key}` || place === `evidence.${key}`)
  if (item) return place.startsWith('evidence.') ? (item.evidence ?? item.label) : item.label
  return words.purposes[place] ?? words.general
}
