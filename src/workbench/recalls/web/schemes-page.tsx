import { useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input, Popconfirm, Select, Space } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { changeScheme, listSchemes, type RecallClock, type SchemeInUse } from '../schemes/contract.ts'
import { eventWords, unitWords } from '../words.ts'
import { FormFields } from './form-fields.tsx'
import { words } from './words.ts'

const said = words.scheme

/** Clocks and form of each kind of product, as this enterprise uses them. */
export default function SchemesPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const { kind } = useSearch({ strict: false }) as { kind?: string }
  const { schemes } = useNeededOperation(listSchemes, { enterpriseId })
  const scheme = schemes.find((each) => each.kind === kind) ?? schemes[0]
  const base = `/enterprises/${enterpriseId}`
  return (
    <>
      <PageTitle title={said.title} sub={said.sub} above={{ to: `${base}/recalls`, label: words.list }} />
      <LinkTabs
        label={said.kind}
        current={scheme?.kind ?? ''}
        tabs={schemes.map((each) => ({
          key: each.kind,
          label: each.title,
          to: `${base}/recall-schemes`,
          search: { kind: each.kind },
        }))}
      />
      {scheme ? (
        <SchemeForm key={`${scheme.kind} ${scheme.version}`} enterpriseId={enterpriseId} scheme={scheme} />
      ) : null}
    </>
  )
}

function SchemeForm({
  enterpriseId,
  scheme,
}: {
  readonly enterpriseId: string
  readonly scheme: SchemeInUse
}) {
  const role = useNeededOperation(readMe, {}).grant?.role
  const mayWrite = role === 'cqo' || role === 'principal'
  const [draft, setDraft] = useState(scheme)
  const change = useCommand(changeScheme, { invalidates: [listSchemes] })
  const of = { enterpriseId, kind: scheme.kind, version: scheme.version }
  const { source, retention, fields } = draft
  const clocks = draft.clocks.map(({ key, label, span, addressee, source: rests, off }) => ({
    key,
    label,
    span,
    addressee,
    source: rests,
    off,
  }))
  const setClock = (key: string, part: Partial<RecallClock>) =>
    setDraft({
      ...draft,
      clocks: draft.clocks.map((each) => (each.key === key ? { ...each, ...part } : each)),
    })
  return (
    <Stack>
      <RefusedAlert error={change.error} />
      <Section
        note={
          scheme.changedAt
            ? said.changed(instant(scheme.changedAt), scheme.changedByName ?? '')
            : said.shipped
        }
        title={scheme.title}
      >
        <FieldGrid>
          <Field name="scheme.source" label={said.source} wide>
            {(control) => (
              <Input
                {...control}
                readOnly={!mayWrite}
                value={source}
                onChange={(event) => setDraft({ ...draft, source: event.target.value })}
              />
            )}
          </Field>
          <Field name="scheme.retention" label={said.retention} optional>
            {(control) => (
              <Input
                {...control}
                readOnly={!mayWrite}
                value={retention}
                onChange={(event) => setDraft({ ...draft, retention: event.target.value })}
              />
            )}
          </Field>
        </FieldGrid>
      </Section>
      <Section title={said.clocks} flush>
        <Clocks clocks={draft.clocks} mayWrite={mayWrite} onChange={setClock} />
      </Section>
      <Section title={said.form} flush>
        <FormFields
          fields={fields}
          mayWrite={mayWrite}
          onChange={(next) => setDraft({ ...draft, fields: [...next] })}
        />
      </Section>
      <Section>
        {mayWrite ? (
          <Space wrap>
            <Button
              type="primary"
              loading={change.isPending}
              onClick={() => change.mutate({ ...of, scheme: { source, retention, fields, clocks } })}
            >
              {words.save}
            </Button>
            {scheme.changedAt ? (
              <Popconfirm
                title={said.resetAsk}
                okText={said.reset}
                cancelText={uiWords.cancel}
                onConfirm={() => change.mutate({ ...of, scheme: null })}
              >
                <Button>{said.reset}</Button>
              </Popconfirm>
            ) : null}
            <span role="status">{change.isSuccess ? words.saved : ''}</span>
          </Space>
        ) : (
          <Muted>{said.readOnly}</Muted>
        )}
      </Section>
    </Stack>
  )
}

type ClocksProps = {
  readonly clocks: readonly RecallClock[]
  readonly mayWrite: boolean
  readonly onChange: (key: string, part: Partial<RecallClock>) => void
}

function Clocks({ clocks, mayWrite, onChange }: ClocksProps) {
  const { columns } = said
  const text = (row: RecallClock, key: 'label' | 'addressee' | 'source') => (
    <Input
      size="small"
      readOnly={!mayWrite}
      value={row[key]}
      aria-label={`${columns[key]}：${row.label}`}
      onChange={(event) => onChange(row.key, { [key]: event.target.value })}
    />
  )
  return (
    <DataTable<RecallClock>
      caption={said.clocks}
      rows={clocks}
      rowKey={({ key }) => key}
      empty=""
      minWidth={1080}
      columns={[
        { key: 'label', title: columns.label, width: 210, render: (_, row) => text(row, 'label') },
        { key: 'from', title: columns.from, width: 130, render: (_, row) => eventWords[row.from] },
        { key: 'to', title: columns.to, width: 130, render: (_, row) => eventWords[row.to] },
        {
          key: 'span',
          title: columns.amount,
          width: 190,
          render: (_, row) => <Span row={row} mayWrite={mayWrite} onChange={onChange} />,
        },
        { key: 'addressee', title: columns.addressee, render: (_, row) => text(row, 'addressee') },
        { key: 'source', title: columns.source, render: (_, row) => text(row, 'source') },
        {
          key: 'on',
          title: columns.on,
          width: 60,
          render: (_, row) => (
            <Checkbox
              disabled={!mayWrite}
              checked={!row.off}
              aria-label={`${columns.on}：${row.label}`}
              onChange={(event) => onChange(row.key, { off: !event.target.checked })}
            />
          ),
        },
      ]}
    />
  )
}

/** A number and its unit; without a number nothing is prescribed. */
function Span({ row, mayWrite, onChange }: { readonly row: RecallClock } & Omit<ClocksProps, 'clocks'>) {
  const { columns } = said
  const unit = row.span?.unit ?? 'workday'
  return (
    <Space.Compact>
      <Input
        size="small"
        style={{ width: 70 }}
        inputMode="numeric"
        readOnly={!mayWrite}
        placeholder={said.unspecified}
        aria-label={`${columns.amount}：${row.label}`}
        value={row.span?.amount ?? ''}
        onChange={(event) => {
          const amount = Number.parseInt(event.target.value, 10)
          onChange(row.key, { span: Number.isNaN(amount) ? null : { amount, unit } })
        }}
      />
      <Select
        size="small"
        style={{ width: 100 }}
        disabled={!mayWrite || row.span === null}
        aria-label={`${columns.unit}：${row.label}`}
        value={unit}
        options={Object.entries(unitWords).map(([value, label]) => ({ value: value as typeof unit, label }))}
        onChange={(value) => row.span && onChange(row.key, { span: { ...row.span, unit: value } })}
      />
    </Space.Compact>
  )
}
