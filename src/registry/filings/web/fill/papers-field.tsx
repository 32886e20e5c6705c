import { useState } from 'react'
import { addFile, readFileBytes } from '#foundation/files/contract.ts'
import { addressOf } from '#platform/client.ts'
import { FieldGrid, FieldSet } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { photoRules, scanRules } from '#ui/file-rules.ts'
import { PhotoCropper } from '#ui/photo-cropper.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { formWords } from './form-words.ts'
import type { FilingDraft } from './use-filing-draft.ts'

type PapersProps = Pick<FilingDraft, 'filing' | 'draft' | 'change'> & {
  readonly errorOf: (path: string) => string | undefined
}

/** The scans of the form, in the order in which they are asked for. */
const scans = [
  { purpose: 'appointment-scan', label: formWords.scan, optional: false },
  { purpose: 'education-scan', label: formWords.educationScan, optional: true },
  { purpose: 'qualification-scan', label: formWords.qualificationScan, optional: true },
  { purpose: 'id-scan', label: formWords.idScan, optional: true },
] as const
const consentScan = { purpose: 'consent-scan', label: formWords.consentScan, optional: false } as const

/** 二寸照片, cropped before it is sent, the stamped letter, and proofs. */
export function PapersField({ filing, draft, change, errorOf }: PapersProps) {
  const { enterpriseId } = filing
  const [picked, setPicked] = useState<File>()
  const send = (purpose: string, name: string, file: Blob, options?: object) =>
    uploadBytes(addFile, { enterpriseId, purpose: purpose as 'photo', name }, file, options)
  const href = (fileId: string) => addressOf(readFileBytes, { enterpriseId, fileId })
  const crop = async (photo: Blob) => {
    const stored = await send('photo', picked?.name ?? formWords.photo, photo)
    setPicked(undefined)
    change({ photoId: stored.id })
  }
  return (
    <FieldGrid>
      <FieldSet name="photo" label={formWords.photo} error={errorOf('photo')} wide={picked !== undefined}>
        {({ id }) =>
          picked ? (
            <PhotoCropper file={picked} onCropped={crop} onCancel={() => setPicked(undefined)} />
          ) : (
            <FileDrop
              id={id}
              label={formWords.photo}
              rules={photoRules}
              current={draft.photoId ? { name: formWords.uploaded, href: href(draft.photoId) } : undefined}
              upload={(file, options) => send('photo', file.name, file, options)}
              onUploaded={(stored) => change({ photoId: stored.id })}
              onPick={setPicked}
              {...(draft.photoId && { onRemove: () => change({ photoId: null }) })}
            />
          )
        }
      </FieldSet>
      {(filing.onBehalf ? [...scans, consentScan] : scans).map(({ purpose, label, optional }) => {
        const kept = filing.scans.find((scan) => scan.purpose === purpose)
        const others = (scanIds: readonly string[]) => scanIds.filter((id) => id !== kept?.fileId)
        return (
          <FieldSet key={purpose} name={purpose} label={label} optional={optional} error={errorOf(purpose)}>
            {({ id }) => (
              <FileDrop
                id={id}
                label={label}
                rules={scanRules}
                current={kept ? { name: kept.name, href: href(kept.fileId) } : undefined}
                upload={(file, options) => send(purpose, file.name, file, options)}
                onUploaded={(stored) =>
                  change(({ scanIds }) => ({ scanIds: [...others(scanIds), stored.id] }))
                }
                {...(kept && { onRemove: () => change(({ scanIds }) => ({ scanIds: others(scanIds) })) })}
              />
            )}
          </FieldSet>
        )
      })}
    </FieldGrid>
  )
}
