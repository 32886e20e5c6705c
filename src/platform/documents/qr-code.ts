import qrcodegen from '@rc-component/qrcode/lib/libs/qrcodegen.js'
import sharp from 'sharp'

const { Ecc, QrCode } = qrcodegen

/** Pixels a module, and modules of white around it (ISO/IEC 18004 wants 4; a label's own margin gives the others). */
const SCALE = 6
const QUIET = 2

/** A text as a QR code in PNG, level M: 15 % of it may be dirty or worn. */
export async function qrCodePng(text: string): Promise<Uint8Array> {
  const code = QrCode.encodeText(text, Ecc.MEDIUM)
  const side = code.size + 2 * QUIET
  const pixels = Buffer.alloc(side * side, 255)
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.getModule(x, y)) pixels[(y + QUIET) * side + x + QUIET] = 0
    }
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .resize(side * SCALE, side * SCALE, { kernel: 'nearest' })
    .png({ palette: true, colours: 2 })
    .toBuffer()
}
