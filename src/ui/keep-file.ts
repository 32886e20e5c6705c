/** Lets the browser keep bytes as a file in the reader's downloads. */
export function keepFile(bytes: Uint8Array, mediaType: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // Some shells read the address only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
