import { useState } from 'react'
import { addFile } from '#foundation/files/contract.ts'
import { FieldGrid } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { photoRules, scanRules } from '#ui/file-rules.ts'
import { PhotoCropper } from '#ui/photo-cropper.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import type { Filing } from '../contract.ts'
import { formWords } from './form-words.ts'

type PapersProps = {
  readonly filing: Filing
  readonly onPhoto: (fileId: string) => void
  readonly onScan: (fileId: string) => void
}

/** 二寸照片, cropped before it is sent, and the stamped letter. */
export function PapersField({ filing, onPhoto, onScan }: PapersProps) {
  const { enterpriseId } = filing
  const [picked, setPicked] = useState<File>()
  const letter = filing.scans.find((scan) => scan.purpose === 'appointment-scan')
  const send = (purpose: 'photo' | 'appointment-scan', name: string, file: Blob, options?: object) =>
    uploadBytes(addFile, { enterpriseId, purpose, name }, file, options)
  const crop = async (photo: Blob) => {
    const stored = await send('photo', picked?.name ?? formWords.photo, photo)
    setPicked(undefined)
    onPhoto(stored.id)
  }
  return (
    <FieldGrid>
      {picked ? (
        <PhotoCropper file={picked} onCropped={crop} onCancel={() => setPicked(undefined)} />
      ) : (
        <FileDrop
          label={formWords.photo}
          rules={photoRules}
          current={filing.photoId ? { name: formWords.uploaded } : undefined}
          upload={(file, options) => send('photo', file.name, file, options)}
          onUploaded={(stored) => onPhoto(stored.id)}
          onPick={setPicked}
        />
      )}
      <FileDrop
        label={formWords.scan}
        rules={scanRules}
        current={letter ? { name: letter.name } : undefined}
        upload={(file, options) => send('appointment-scan', file.name, file, options)}
        onUploaded={(stored) => onScan(stored.id)}
      />
    </FieldGrid>
  )
}
