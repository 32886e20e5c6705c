/** Words of working on many filings at once. */
export const batchWords = {
  accept: '受理',
  acceptAsk: (count: number) => `受理选中的 ${count} 件。每一件分别判断，不能受理的会说明原因。`,
  acceptAll: (count: number) => `受理（${count} 件）`,
  all: (count: number) => `选中全部 ${count.toLocaleString('zh-CN')} 件`,
  most: (limit: number) => `一次最多选 ${limit} 件`,
  running: '正在受理',
  progress: (done: number, total: number) => `已处理 ${done} 件，共 ${total} 件`,
  stop: '停止',
  stopped: (left: number) => `已停止，还有 ${left} 件没有处理。`,
  done: (accepted: number) => `已受理 ${accepted} 件。`,
  refused: (count: number) => `${count} 件没有受理：`,
  close: '知道了',
  again: '再试没有处理的',
} as const
