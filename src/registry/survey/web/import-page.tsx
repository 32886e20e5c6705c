import { Link } from '@tanstack/react-router'
import { Button, Flex, Popconfirm } from 'antd'
import { addressOf } from '#platform/client.ts'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import {
  applySurveyImport,
  countSurvey,
  discardSurveyImport,
  downloadSurveyResult,
  listSurvey,
  listSurveyImports,
  readSurveyImport,
  undoSurveyImport,
} from '../contract.ts'
import { words } from './words.ts'

const touched = { invalidates: [readSurveyImport, listSurveyImports, listSurvey, countSurvey] }

/** One list: what it would record or has recorded, and what may be done now. */
export default function SurveyImportPage() {
  const of = useScreenParams('unitId', 'importId')
  const run = useNeededOperation(readSurveyImport, of)
  const apply = useCommand(applySurveyImport, touched)
  const discard = useCommand(discardSurveyImport, touched)
  const undo = useCommand(undoSurveyImport, touched)
  return (
    <>
      <PageTitle
        title={run.fileName}
        above={{ to: `/units/${of.unitId}/survey-imports`, label: words.import }}
        sub={`${words.importStatus[run.status]}　${run.saidBy}，截至 ${run.asOf}`}
      />
      <Stack>
        <Section>
          <Stack>
            <div role="status">{words.importOutcome(run.rowsRead, run.good, run.records, run.rejected)}</div>
            <RefusedAlert error={apply.error ?? discard.error ?? undo.error} />
            <Flex gap="small" wrap align="center">
              {run.status === 'checked' && run.records > 0 ? (
                <Popconfirm
                  placement="bottomLeft"
                  title={words.applyAsk(run.records)}
                  okText={words.apply}
                  onConfirm={() => apply.mutate(of)}
                >
                  <Button type="primary" loading={apply.isPending}>
                    {words.apply}
                  </Button>
                </Popconfirm>
              ) : null}
              <Button href={addressOf(downloadSurveyResult, of)} download>
                {words.result}
              </Button>
              {run.status === 'checked' ? (
                <Button loading={discard.isPending} onClick={() => discard.mutate(of)}>
                  {words.discard}
                </Button>
              ) : null}
              {run.status === 'applied' ? (
                <Popconfirm
                  placement="bottomLeft"
                  title={words.undoAsk}
                  okText={words.undo}
                  onConfirm={() => undo.mutate(of)}
                >
                  <Button loading={undo.isPending}>{words.undo}</Button>
                </Popconfirm>
              ) : null}
              <Link to="/units/$unitId/survey" params={{ unitId: of.unitId }} className="opens-list">
                {words.toSurvey}
              </Link>
            </Flex>
          </Stack>
        </Section>
        {run.refused.length > 0 ? (
          <Section title={words.refused} note={words.refusedNote(run.refused.length, run.rejected)} flush>
            <DataTable
              caption={words.refused}
              rows={run.refused}
              rowKey={({ line }) => String(line)}
              empty=""
              phoneRow={({ line, name, message }) => ({
                name: `${words.line} ${line}　${name}`,
                meta: message,
              })}
              columns={[
                { key: 'line', title: words.line, dataIndex: 'line', width: 80 },
                { key: 'name', title: words.columns.name, dataIndex: 'name', width: 260 },
                { key: 'message', title: words.why, dataIndex: 'message' },
              ]}
            />
          </Section>
        ) : null}
        <Section title={words.mapping} note={words.mappingNote}>
          <Facts inline items={Object.entries(run.mapping).map(([term, value]) => ({ term, value }))} />
        </Section>
      </Stack>
    </>
  )
}
