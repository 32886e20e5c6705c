import { formatYuan } from '#platform/values/money.ts'
import { words as uiWords } from '#ui/words.ts'

/** 元 with separators, minus as U+2212; none is “—”. */
export const yuanText = (fen: number | null): string =>
  fen === null ? uiWords.none : formatYuan(fen).replace('-', '−')

export const percentText = (value: number | null): string =>
  value === null ? uiWords.none : `${value.toFixed(2).replace('-', '−')}%`
