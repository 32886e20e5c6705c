/** A text that a spreadsheet would take for a formula, disarmed by an apostrophe; a plain number may begin with a sign. */
export function disarmed(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
}
