import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/client.ts'
import { parseCivilDate } from '#platform/values/civil-date.ts'
import { DataTable } from '#ui/data-table.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import type { FileRules } from '#ui/file-rules.ts'
import { instant, today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useOperation } from '#ui/use-operation.ts'
import {
  downloadSurveyTemplate,
  listSurveyImports,
  type SurveyImport,
  startSurveyImport,
} from '../contract.ts'
import { words } from './words.ts'

const listRules: FileRules = {
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

/** Where a unit hands in a list in the columns of 附件2, and what became of earlier ones. */
export default function SurveyImportsPage() {
  const of = useScreenParams('unitId')
  const navigate = useNavigate()
  const [asOf, setAsOf] = useState(today)
  const [saidBy, setSaidBy] = useState('')
  const rows = useOperation(listSurveyImports, of).data?.rows ?? []
  const link = (run: SurveyImport) => (
    <Link to="/units/$unitId/survey-imports/$importId" params={{ ...of, importId: run.id }}>
      {run.fileName}
    </Link>
  )
  const outcome = (run: SurveyImport) =>
    words.importOutcome(run.rowsRead, run.good, run.records, run.rejected)
  return (
    <>
      <PageTitle title={words.import} above={{ to: `/units/${of.unitId}/survey`, label: words.title }} />
      <Stack>
        <Section>
          <Stack>
            <div>{words.importHow}</div>
            <div>
              <Button href={addressOf(downloadSurveyTemplate, of)} download>
                {words.template}
              </Button>
            </div>
            <FieldGrid>
              <Field name="asOf" label={words.asOf}>
                {(control) => <TextInput {...control} value={asOf} onChange={setAsOf} normalise={dateText} />}
              </Field>
              <Field name="saidBy" label={words.saidBy} hint={words.saidByHint}>
                {(control) => <TextInput {...control} value={saidBy} onChange={setSaidBy} />}
              </Field>
            </FieldGrid>
            {saidBy.trim() === '' ? <Muted>{words.fileFirst}</Muted> : null}
            <FileDrop
              label={words.file}
              rules={listRules}
              disabled={saidBy.trim() === ''}
              upload={(file, options) =>
                uploadBytes(startSurveyImport, { ...of, fileName: file.name, asOf, saidBy }, file, options)
              }
              onUploaded={(run) =>
                void navigate({
                  to: '/units/$unitId/survey-imports/$importId',
                  params: { ...of, importId: run.id },
                })
              }
            />
          </Stack>
        </Section>
        <Section title={words.earlier} flush>
          <DataTable<SurveyImport>
            caption={words.earlier}
            rows={rows}
            rowKey={({ id }) => id}
            empty={words.noEarlier}
            phoneRow={(run) => ({
              name: link(run),
              meta: outcome(run),
              status: words.importStatus[run.status],
            })}
            columns={[
              { key: 'file', title: words.columnsOfRuns.file, render: (_, run) => link(run) },
              {
                key: 'status',
                title: words.columnsOfRuns.status,
                width: 150,
                render: (_, { status }) => words.importStatus[status],
              },
              { key: 'outcome', title: words.columnsOfRuns.outcome, render: (_, run) => outcome(run) },
              {
                key: 'by',
                title: words.columnsOfRuns.by,
                width: 220,
                render: (_, run) => `${run.startedByName}，${instant(run.startedAt)}`,
              },
            ]}
          />
        </Section>
      </Stack>
    </>
  )
}

function dateText(text: string): string {
  const read = parseCivilDate(text)
  return read.ok ? read.value : text
}
