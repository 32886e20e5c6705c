/** A file that cannot be taken; the message is zh-CN, 哪里：为什么。怎么办。 */
export class SpreadsheetRefusal extends Error {
  readonly kind: 'type' | 'size' | 'content'
  constructor(kind: 'type' | 'size' | 'content', message: string) {
    super(message)
    this.name = 'SpreadsheetRefusal'
    this.kind = kind
  }
}
