import { Button } from 'antd'
import { addFile, readFileBytes } from '#foundation/files/contract.ts'
import { addressOf } from '#platform/client.ts'
import { FileDrop } from '#ui/file-drop.tsx'
import { scanRules } from '#ui/file-rules.ts'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { words } from '../words.ts'

/** A paper of the workbench that was uploaded. */
export type EvidenceFile = { readonly id: string; readonly name: string }

/** Papers, each opening in a page of its own. */
export function FileLinks({
  enterpriseId,
  files,
  onRemove,
}: {
  readonly enterpriseId: string
  readonly files: readonly EvidenceFile[]
  readonly onRemove?: (id: string) => void
}) {
  if (files.length === 0) return null
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {files.map(({ id, name }) => (
        <li key={id}>
          <a
            href={addressOf(readFileBytes, { enterpriseId, fileId: id })}
            target="_blank"
            rel="noreferrer"
            style={{ overflowWrap: 'anywhere' }}
          >
            {name}
          </a>
          {onRemove ? (
            <Button type="link" size="small" aria-label={words.removeFile(name)} onClick={() => onRemove(id)}>
              {words.remove}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** Papers that prove something: any number, from the computer or the phone's camera; seen by the enterprise alone. */
export function EvidenceFiles({
  enterpriseId,
  id,
  describedBy,
  label,
  files,
  onChange,
}: {
  readonly enterpriseId: string
  readonly id: string
  readonly describedBy?: string | undefined
  readonly label: string
  readonly files: readonly EvidenceFile[]
  readonly onChange: (files: readonly EvidenceFile[]) => void
}) {
  return (
    <>
      <FileLinks
        enterpriseId={enterpriseId}
        files={files}
        onRemove={(gone) => onChange(files.filter((each) => each.id !== gone))}
      />
      <FileDrop
        label={label}
        id={id}
        describedBy={describedBy}
        rules={scanRules}
        upload={(file, options) =>
          uploadBytes(addFile, { enterpriseId, purpose: 'record', name: file.name }, file, options)
        }
        onUploaded={(kept) => onChange([...files, { id: kept.id, name: kept.name }])}
      />
    </>
  )
}
