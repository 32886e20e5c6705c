import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/client.ts'
import { Field } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import type { FileRules } from '#ui/file-rules.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { operationKey } from '#ui/use-operation.ts'
import type { Roster } from '../contract.ts'
import { downloadRosterTemplate, readDraft, startDraft } from '../drafts/contract.ts'
import { draftWords as words } from './draft-words.ts'
import { firstDay } from './record-form.tsx'

const rules: FileRules = {
  kinds: ['xlsx', 'CSV'],
  mediaTypes: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'text/csv',
    'application/csv',
    'application/vnd.ms-excel',
    'text/plain',
  ],
  megabytes: 50,
}

/** A whole list as a file; it is compared on a page of its own. */
export function UploadForm({ roster }: { readonly roster: Roster }) {
  const [effectiveOn, setEffectiveOn] = useState(() => firstDay(roster))
  const navigate = useNavigate()
  const queries = useQueryClient()
  const of = { unitId: roster.unitId, rosterId: roster.id }
  return (
    <Stack>
      <Muted>{words.uploadHow}</Muted>
      <div>
        <Button href={addressOf(downloadRosterTemplate, of)} download>
          {words.template}
        </Button>
      </div>
      <Field name="effectiveOn" label={words.effectiveOn} hint={words.effectiveHint}>
        {(control) => (
          <Input
            {...control}
            type="date"
            style={{ maxWidth: 200 }}
            value={effectiveOn}
            onChange={(event) => setEffectiveOn(event.target.value)}
          />
        )}
      </Field>
      <FileDrop
        label={words.fileLabel}
        rules={rules}
        upload={(file, options) =>
          uploadBytes(startDraft, { ...of, fileName: file.name, effectiveOn }, file, options)
        }
        onUploaded={async () => {
          await queries.invalidateQueries({ queryKey: operationKey(readDraft) })
          await navigate({ to: '/rosters/$rosterId/draft', params: { rosterId: roster.id } })
        }}
      />
    </Stack>
  )
}
