import { Button, Input, Modal, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { actsInRegistry } from '#platform/access/actor.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import {
  type CredentialRecord,
  countSurvey,
  listCredentials,
  listSurvey,
  voidCredential,
} from '../contract.ts'
import { RecordForm } from './record-form.tsx'
import { words } from './words.ts'

/** What is recorded of one enterprise, and the place to record more. */
export default function EnterpriseSurveyPage() {
  const of = useScreenParams('enterpriseId')
  const { grant } = useNeededOperation(readMe, {})
  const enterprise = useNeededOperation(readEnterprise, of)
  const { rows, answers, letterHere } = useNeededOperation(listCredentials, of)
  const [adding, setAdding] = useState(false)
  const [voiding, setVoiding] = useState<CredentialRecord>()
  const own = grant.enterpriseId === of.enterpriseId
  const mayRecord = own ? actsInRegistry(grant.role) : grant.unitId === enterprise.unitId
  return (
    <>
      <PageTitle
        title={own ? words.menuEnterprise : enterprise.name}
        {...(!own && grant.unitId && { above: { to: `/units/${grant.unitId}/survey`, label: words.title } })}
        sub={words.intro}
        phoneActions
        actions={
          mayRecord && !adding ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          ) : null
        }
      />
      <Stack>
        <Section title={words.now}>
          <Facts
            inline
            items={(['letter', 'training', 'evaluation'] as const).map((kind) => ({
              term: words.kinds[kind],
              value:
                kind === 'letter' && letterHere
                  ? `${words.answers.yes}（${words.letterHere}）`
                  : words.answers[answers[kind]],
            }))}
          />
        </Section>
        {adding ? <RecordForm enterpriseId={of.enterpriseId} onClose={() => setAdding(false)} /> : null}
        <Section title={words.records} note={words.recordsNote} flush>
          <DataTable<CredentialRecord>
            caption={words.records}
            rows={rows}
            rowKey={({ id }) => id}
            empty={words.none}
            columns={columnsOf(mayRecord ? setVoiding : undefined)}
            phoneRow={(row) => ({
              name: whatOf(row),
              meta: <Muted>{`${sourceOf(row)}　${stateOf(row)}`}</Muted>,
              status: mayRecord && !row.voidedAt ? voidButton(row, setVoiding) : undefined,
            })}
          />
        </Section>
      </Stack>
      {voiding ? (
        <VoidDialog enterpriseId={of.enterpriseId} record={voiding} onClose={() => setVoiding(undefined)} />
      ) : null}
    </>
  )
}

function whatOf({ kind, held, heldOn, issuer, number, personName, hours }: CredentialRecord): string {
  const more = [personName, heldOn, issuer, number, hours === null ? '' : `${hours} ${words.hours}`].filter(
    Boolean,
  )
  return [`${words.kinds[kind]}：${held ? words.yes : words.no}`, ...more].join('，')
}

const sourceOf = ({ saidBy, asOf }: CredentialRecord) => `${saidBy}，截至 ${asOf}`

function stateOf({ voidedAt, voidReason, holds }: CredentialRecord): string {
  if (voidedAt) return words.voided(voidReason ?? '')
  return holds ? words.holds : words.replaced
}

function voidButton(row: CredentialRecord, onVoid: (row: CredentialRecord) => void) {
  return (
    <Button type="link" size="small" aria-label={`${words.void}：${whatOf(row)}`} onClick={() => onVoid(row)}>
      {words.void}
    </Button>
  )
}

function columnsOf(
  onVoid: ((row: CredentialRecord) => void) | undefined,
): TableColumnsType<CredentialRecord> {
  return [
    { key: 'what', title: words.what, render: (_, row) => whatOf(row) },
    { key: 'source', title: words.source, width: 220, render: (_, row) => sourceOf(row) },
    {
      key: 'by',
      title: words.by,
      width: 230,
      render: (_, row) =>
        `${row.unitName ?? words.enterpriseItself} ${row.recordedByName}，${instant(row.recordedAt)}`,
    },
    { key: 'note', title: words.note, width: 160, render: (_, { note }) => note || '—' },
    { key: 'state', title: words.filterAnswer, width: 160, render: (_, row) => stateOf(row) },
    ...(onVoid
      ? [
          {
            key: 'void',
            title: words.void,
            width: 80,
            render: (_: unknown, row: CredentialRecord) => (row.voidedAt ? null : voidButton(row, onVoid)),
          },
        ]
      : []),
  ]
}

type DialogProps = {
  readonly enterpriseId: string
  readonly record: CredentialRecord
  readonly onClose: () => void
}

function VoidDialog({ enterpriseId, record, onClose }: DialogProps) {
  const [reason, setReason] = useState('')
  const take = useCommand(voidCredential, {
    invalidates: [listCredentials, listSurvey, countSurvey],
    onDone: onClose,
  })
  const error = take.error ? problemOf(take.error).errors?.[0]?.message : undefined
  return (
    <Modal
      open
      title={words.voidAsk}
      onCancel={onClose}
      closable={{ 'aria-label': uiWords.close }}
      cancelText={uiWords.cancel}
      okText={words.void}
      okButtonProps={{ loading: take.isPending }}
      onOk={() => take.mutate({ enterpriseId, recordId: record.id, reason })}
    >
      <Stack>
        <div>{whatOf(record)}</div>
        {take.error && !error ? <RefusedAlert error={take.error} /> : null}
        <Field name="void.reason" label={words.voidReason} error={error}>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </Stack>
    </Modal>
  )
}
