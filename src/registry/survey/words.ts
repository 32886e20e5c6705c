import type { Answer, CredentialKind } from './contract.ts'

export const answerWords: Readonly<Record<Answer, string>> = { yes: '是', no: '否', unknown: '未登记' }

export const kindWords: Readonly<Record<CredentialKind, string>> = {
  letter: '聘书',
  training: '培训',
  evaluation: '评价证书',
}

export const whoWords = {
  'above-scale': '规模以上企业名单中的企业',
  recorded: '有登记或有在任首席质量官的企业',
  unrecorded: '还没有登记的企业',
  all: '名录中的全部企业',
} as const
