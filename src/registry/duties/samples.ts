/** 示例: working figures that no document names; a unit sets its own for itself and those below it. */
export const sampleSettings = {
  /** 工作日 before the day. */
  remindBefore: [10, 3],
  /** 工作日 after it. */
  remindAfter: [1, 5, 10],
  /** A report is due this many 工作日 after its period; 0: on its last day, no day is added to what the document says. */
  reportDays: 0,
} as const
