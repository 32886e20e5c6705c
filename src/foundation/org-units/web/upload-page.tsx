import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import type { FileRules } from '#ui/file-rules.ts'
import { today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { uploadOrgUnits } from '../contract.ts'
import { DayField } from './unit-fields.tsx'
import css from './units.module.css'
import { words } from './words.ts'

const rules: FileRules = {
  kinds: ['xlsx', 'CSV'],
  mediaTypes: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'text/csv',
    'application/vnd.ms-excel',
    'text/plain',
  ],
  megabytes: 5,
}

type Outcome = (typeof uploadOrgUnits)['output']['_output']

/** A list of units: looked at row by row first, then written as a whole. */
export default function UploadPage() {
  const [validFrom, setValidFrom] = useState(today())
  const [file, setFile] = useState<File>()
  const [outcome, setOutcome] = useState<Outcome>()
  const [writing, setWriting] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const write = async () => {
    if (!file) return
    setWriting(true)
    setError(null)
    try {
      setOutcome(await uploadBytes(uploadOrgUnits, { dryRun: false, validFrom }, file))
    } catch (caught) {
      setError(caught)
    } finally {
      setWriting(false)
    }
  }
  const ready = outcome && !outcome.written && outcome.wrong === 0 && outcome.added + outcome.changed > 0
  return (
    <>
      <PageTitle title={words.uploadTitle} above={{ to: '/org-units', label: words.title }} />
      <Stack>
        <Section>
          <Stack>
            <Muted>{words.uploadHint}</Muted>
            <div className={css.short}>
              <DayField
                name="validFrom"
                value={validFrom}
                hint={words.uploadDate}
                errors={[]}
                onChange={(day) => {
                  setValidFrom(day)
                  setOutcome(undefined)
                }}
              />
            </div>
            <Field name="file" label={words.uploadFile}>
              {({ id }) => (
                <FileDrop
                  id={id}
                  label={words.uploadFile}
                  rules={rules}
                  current={file && outcome ? { name: file.name, bytes: file.size } : undefined}
                  upload={(chosen, options) =>
                    uploadBytes(uploadOrgUnits, { dryRun: true, validFrom }, chosen, options)
                  }
                  onUploaded={(answer, chosen) => {
                    setFile(chosen)
                    setOutcome(answer)
                    setError(null)
                  }}
                />
              )}
            </Field>
            <RefusedAlert error={error} />
            <div role="status">{outcome ? told(outcome) : null}</div>
            {ready ? (
              <div>
                <Button type="primary" loading={writing} onClick={() => void write()}>
                  {words.uploadGo}
                </Button>
              </div>
            ) : null}
            {outcome?.written ? <Link to="/org-units">{words.toTree}</Link> : null}
          </Stack>
        </Section>
        {outcome && outcome.rows.length > 0 ? <Rows outcome={outcome} /> : null}
      </Stack>
    </>
  )
}

function told({ added, changed, same, wrong, written }: Outcome): string {
  const counts = words.uploadCounts(added, changed, same, wrong)
  if (written) return `${words.uploadDone}${counts}`
  if (wrong > 0) return `${counts}${words.uploadWrong}`
  return added + changed === 0 ? words.uploadNothing : counts
}

function Rows({ outcome }: { readonly outcome: Outcome }) {
  const { uploadColumns } = words
  const wrongFirst = [...outcome.rows].sort(
    (a, b) => Number(b.outcome === 'wrong') - Number(a.outcome === 'wrong') || a.line - b.line,
  )
  return (
    <Section flush>
      <DataTable
        caption={words.uploadCaption}
        rows={wrongFirst.slice(0, 500)}
        rowKey={({ line }) => String(line)}
        empty={<EmptyState text={words.uploadNothing} />}
        columns={[
          { key: 'line', title: uploadColumns.line, dataIndex: 'line', width: 70, align: 'right' },
          { key: 'name', title: uploadColumns.name, render: (_, { name }) => name || words.none },
          {
            key: 'outcome',
            title: uploadColumns.outcome,
            width: 90,
            render: (_, row) => words.outcomes[row.outcome],
          },
          {
            key: 'message',
            title: uploadColumns.message,
            render: (_, { message }) => message || words.none,
          },
        ]}
        phoneRow={(row) => ({
          name: row.name || words.none,
          meta: [row.line, row.message].filter(Boolean).join('　'),
          status: words.outcomes[row.outcome],
        })}
        paging={{ from: 1, total: outcome.rows.length, order: words.fileOrder }}
      />
    </Section>
  )
}
