/** 二寸 photo: 35 × 49 mm, printed at 300 dpi = 413 × 579 pixels. */
export const photoSize = { width: 413, height: 579, aspect: 35 / 49 } as const

export type CropBox = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The largest box of the photo's shape, centred, a little above the middle as faces are; in per cent of the picture. */
export function initialCrop(pictureWidth: number, pictureHeight: number): CropBox {
  const byHeight = (pictureHeight * photoSize.aspect) / pictureWidth
  const width = Math.min(1, byHeight) * 90
  const height = (((width / 100) * pictureWidth) / photoSize.aspect / pictureHeight) * 100
  return { x: (100 - width) / 2, y: Math.max(0, (100 - height) / 3), width, height }
}

/** A box in per cent as pixels of the picture itself. */
export function cropPixels(crop: CropBox, pictureWidth: number, pictureHeight: number): CropBox {
  return {
    x: Math.round((crop.x / 100) * pictureWidth),
    y: Math.round((crop.y / 100) * pictureHeight),
    width: Math.round((crop.width / 100) * pictureWidth),
    height: Math.round((crop.height / 100) * pictureHeight),
  }
}

/** Less than half the printed resolution would be blurred. */
export function isTooSmall(pixels: CropBox): boolean {
  return pixels.width < photoSize.width / 2 || pixels.height < photoSize.height / 2
}
