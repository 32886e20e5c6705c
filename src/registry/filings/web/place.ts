import { fieldLabels } from '../field-labels.ts'
import { words } from './words.ts'

/** A place that a defect names, in words: a field of 附件1, the photo, a scan, or the whole. */
export function placeLabel(place: string): string {
  if (place in fieldLabels) return fieldLabels[place as keyof typeof fieldLabels]
  if (place === 'photo') return words.photo
  return words.purposes[place] ?? words.general
}
