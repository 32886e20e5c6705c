import { fileTypeFromBuffer } from 'file-type'
import { tooLarge, wrongFileType } from '#platform/operation.ts'
import { type FilePurpose, PHOTO_LIMIT } from './contract.ts'

/** 二寸 35×49 mm at 300 dpi. */
const PHOTO = { width: 413, height: 579 }
const PIXEL_LIMIT = 50_000_000
/**
 * What makes a PDF more than paper. Not `/JS`: three bytes stand in a large compressed scan by chance, and a script
 * runs only where `/JavaScript` or `/Rendition` says so.
 */
const ACTIVE_PDF = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|XFA)\b/

/** Tells the type from the bytes, refuses what is not wanted, brings a photo to its size and strips its metadata. */
export async function inspectFile(
  bytes: Buffer,
  purpose: FilePurpose,
): Promise<{ bytes: Buffer; mediaType: string }> {
  const type = (await fileTypeFromBuffer(bytes))?.mime
  if (purpose === 'photo') {
    if (type !== 'image/jpeg' && type !== 'image/png') {
      throw wrongFileType({ detail: '二寸照片：不是 JPEG 或 PNG 图片。请换一张照片。' })
    }
    if (bytes.length > PHOTO_LIMIT) throw tooLarge({ detail: '二寸照片：超过 5 MB。请换一张小一些的。' })
    return { bytes: await toPhoto(bytes), mediaType: 'image/jpeg' }
  }
  if (type === 'image/jpeg' || type === 'image/png') {
    await readable((await pictureOf(bytes)).metadata())
    return { bytes, mediaType: type }
  }
  if (type === 'application/pdf') {
    if (ACTIVE_PDF.test(plainNames(bytes))) {
      throw wrongFileType({ detail: '扫描件：PDF 中带有脚本或附件。请重新扫描，或打印成新的 PDF 再传。' })
    }
    return { bytes, mediaType: type }
  }
  throw wrongFileType({ detail: '扫描件：不是 PDF、JPEG 或 PNG。请换一种格式再传。' })
}

/** The text of a PDF with `#xx` in names written out (ISO 32000-1 §7.3.5), so that `/J#61vaScript` is read as what it is. */
function plainNames(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** The library comes with the first picture: it takes fifteen megabytes. */
async function pictureOf(bytes: Buffer) {
  const { default: sharp } = await import('sharp')
  return sharp(bytes, { limitInputPixels: PIXEL_LIMIT })
}

async function toPhoto(bytes: Buffer): Promise<Buffer> {
  const image = (await pictureOf(bytes)).rotate()
  return readable(
    image
      .resize({ ...PHOTO, fit: 'cover' })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 88 })
      .toBuffer(),
  )
}

async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch {
    throw wrongFileType({ detail: '图片：打不开，可能已损坏或尺寸过大。请换一张。' })
  }
}
