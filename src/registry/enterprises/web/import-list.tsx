import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { addressOf } from '#platform/client.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import type { FileRules } from '#ui/file-rules.ts'
import { count, instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage } from '#ui/use-url-filters.ts'
import { downloadImportTemplate, type ImportRun, listImports, startImport } from '../contract.ts'
import { importStatus } from './import-status.ts'
import { words } from './words.ts'

/** As much as the operation takes. */
const listRules: FileRules = {
  kinds: ['xlsx', 'CSV'],
  mediaTypes: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'text/csv',
    'application/csv',
    'application/vnd.ms-excel',
    'text/plain',
  ],
  megabytes: 300,
}

/** Where a list is handed in, and what became of the earlier ones. */
export default function ImportList() {
  const of = useScreenParams('unitId')
  const navigate = useNavigate()
  const page = useCursorPage()
  const list = useOperation(listImports, { ...of, cursor: page.cursor, limit: 20 }, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { runColumns } = words
  const link = (run: ImportRun) => (
    <Link to="/units/$unitId/imports/$importId" params={{ ...of, importId: run.id }}>
      {run.fileName}
    </Link>
  )
  return (
    <>
      <PageTitle title={words.importsTitle} />
      <Stack>
        <Section>
          <Stack>
            <div>{words.importsHow}</div>
            <Muted>{words.importColumns}</Muted>
            <div>
              <Button href={addressOf(downloadImportTemplate, of)} download>
                {words.template}
              </Button>
            </div>
            <FileDrop
              label={words.file}
              rules={listRules}
              upload={(file, options) =>
                uploadBytes(startImport, { ...of, fileName: file.name }, file, options)
              }
              onUploaded={(run) =>
                void navigate({ to: '/units/$unitId/imports/$importId', params: { ...of, importId: run.id } })
              }
            />
          </Stack>
        </Section>
        <Section title={words.runs} flush>
          <RefusedAlert error={list.error} />
          <DataTable
            caption={words.runs}
            rows={rows}
            rowKey={({ id }) => id}
            loading={list.isPending}
            empty={<EmptyState text={words.noRuns} />}
            columns={[
              { key: 'file', title: runColumns.file, render: (_, run) => link(run) },
              { key: 'at', title: runColumns.at, render: (_, run) => instant(run.createdAt) },
              {
                key: 'rows',
                title: runColumns.rows,
                align: 'right',
                render: (_, run) => count(run.rowsRead),
              },
              {
                key: 'added',
                title: runColumns.added,
                align: 'right',
                render: (_, run) => written(run, run.added),
              },
              {
                key: 'changed',
                title: runColumns.changed,
                align: 'right',
                render: (_, run) => written(run, run.changed),
              },
              {
                key: 'status',
                title: runColumns.status,
                render: (_, run) => <StatusText status={importStatus(run)} />,
              },
            ]}
            phoneRow={(run) => ({
              name: link(run),
              meta: instant(run.createdAt),
              status: <StatusText status={importStatus(run)} />,
            })}
            paging={{
              from: page.from,
              ...(list.data && { total: list.data.total }),
              order: words.runsOrder,
              onPrevious: page.previous,
              onNext: next ? () => page.next(next, rows.length) : undefined,
            }}
          />
        </Section>
      </Stack>
    </>
  )
}

/** Only what stands in the directory, or would: an import that was left or taken back has written nothing. */
function written({ status }: ImportRun, rows: number): string {
  return ['checked', 'applying', 'applied', 'undoing'].includes(status) ? count(rows) : words.none
}
