import 'react-image-crop/dist/ReactCrop.css'
import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { type PercentCrop, ReactCrop } from 'react-image-crop'
import css from './files.module.css'
import { cropPixels, initialCrop, isTooSmall, photoSize } from './photo-crop.ts'
import { words } from './words.ts'

export type PhotoCropperProps = {
  /** The picked file; any picture that the browser can decode. */
  readonly file: Blob
  /** JPEG of 413 × 579 pixels. */
  readonly onCropped: (photo: Blob) => void
  readonly onCancel: () => void
  readonly busy?: boolean
}

function draw(canvas: HTMLCanvasElement, image: HTMLImageElement, crop: PercentCrop): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const { x, y, width, height } = cropPixels(crop, image.naturalWidth, image.naturalHeight)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, x, y, width, height, 0, 0, photoSize.width, photoSize.height)
}

function useObjectUrl(file: Blob): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}

/** Cuts a picture to a 二寸 photo: box locked to 35 × 49, moved by mouse, finger or arrow keys. */
export function PhotoCropper({ file, onCropped, onCancel, busy = false }: PhotoCropperProps) {
  const url = useObjectUrl(file)
  const image = useRef<HTMLImageElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [crop, setCrop] = useState<PercentCrop>()
  const [unreadable, setUnreadable] = useState(false)
  useEffect(() => {
    if (crop && image.current && canvas.current) draw(canvas.current, image.current, crop)
  }, [crop])
  const pixels =
    crop && image.current
      ? cropPixels(crop, image.current.naturalWidth, image.current.naturalHeight)
      : undefined
  const tooSmall = pixels !== undefined && isTooSmall(pixels)
  function use() {
    canvas.current?.toBlob((photo) => (photo ? onCropped(photo) : setUnreadable(true)), 'image/jpeg', 0.9)
  }
  return (
    <section aria-label={words.photo.title} className={css.cropBox}>
      {unreadable && <Alert type="error" role="alert" showIcon title={words.photo.unreadable} />}
      <div className={css.cropper}>
        <div>
          <p className={css.note}>{words.photo.hint}</p>
          <div className={css.stage}>
            {url && !unreadable && (
              <ReactCrop
                {...(crop ? { crop } : {})}
                aspect={photoSize.aspect}
                keepSelection
                minWidth={40}
                ruleOfThirds
                onChange={(_pixels, percent) => setCrop(percent)}
              >
                <img
                  ref={image}
                  src={url}
                  alt={words.photo.alt}
                  onError={() => setUnreadable(true)}
                  onLoad={({ currentTarget: loaded }) =>
                    setCrop({ unit: '%', ...initialCrop(loaded.naturalWidth, loaded.naturalHeight) })
                  }
                />
              </ReactCrop>
            )}
          </div>
        </div>
        <div className={css.preview}>
          <p className={css.note}>{words.photo.preview}</p>
          <canvas ref={canvas} width={photoSize.width} height={photoSize.height} />
        </div>
      </div>
      {tooSmall && (
        <Alert
          type="warning"
          role="alert"
          showIcon
          title={words.photo.tooSmall(pixels.width, pixels.height)}
        />
      )}
      <div className={css.cropActions}>
        <Button type="primary" onClick={use} disabled={!crop || unreadable || tooSmall} loading={busy}>
          {words.photo.use}
        </Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </section>
  )
}
