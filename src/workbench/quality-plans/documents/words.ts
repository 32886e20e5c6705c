/** Words on paper and screen alike. */
export const fields = {
  quality: '质量',
  brand: '质量品牌',
  culture: '质量文化',
  responsibility: '社会责任',
} as const

export const parts = {
  basis: '编制依据',
  analysis: '内外部环境分析',
  analysisOf: '编制依据与环境分析',
  goals: '质量目标',
  measures: '主要措施',
  proposals: '对年度总结评估修订建议的答复',
  internal: '内部环境',
  external: '外部环境',
  strengths: '优势',
  weaknesses: '劣势',
  opportunities: '机会',
  threats: '威胁',
  studies: '质量文化、管理体系、控制方法、质量成本研究',
} as const
