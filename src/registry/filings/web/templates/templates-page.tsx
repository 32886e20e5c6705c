import { Button, Popconfirm, type TableColumnsType } from 'antd'
import { useState } from 'react'
import {
  arrangeDefectTemplates,
  type DefectTemplate,
  listDefectTemplates,
  removeDefectTemplate,
} from '#registry/defect-templates/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { placeLabel } from '../place.ts'
import { blankTemplate, type TemplateDraft, TemplateForm } from './template-form.tsx'
import { templateWords as words } from './template-words.ts'

/** The library of defect templates of one unit: its own, those from above, and the samples. */
export default function TemplatesPage() {
  const { unitId } = useScreenParams('unitId')
  const { rows } = useNeededOperation(listDefectTemplates, { unitId })
  const [draft, setDraft] = useState<TemplateDraft>()
  const arrange = useCommand(arrangeDefectTemplates, { invalidates: [listDefectTemplates] })
  const remove = useCommand(removeDefectTemplate, { invalidates: [listDefectTemplates] })
  const own = rows.filter(({ origin }) => origin === 'own')
  const move = (at: number, by: -1 | 1) => {
    const ids = own.map(({ id }) => id)
    const [moved = ''] = ids.splice(at, 1)
    ids.splice(at + by, 0, moved)
    arrange.mutate({ unitId, ids })
  }
  const copy = ({ name, place, why, how, basis }: DefectTemplate) => (
    <Button
      type="link"
      size="small"
      aria-label={words.of(words.copy, name)}
      onClick={() => setDraft({ name, place, why, how, basis })}
    >
      {words.copy}
    </Button>
  )
  const shelf = (origin: DefectTemplate['origin']) => rows.filter((row) => row.origin === origin)
  return (
    <>
      <PageTitle
        title={words.title}
        sub={words.intro}
        phoneActions
        actions={
          <Button type="primary" onClick={() => setDraft(blankTemplate)}>
            {words.create}
          </Button>
        }
      />
      <Stack>
        <RefusedAlert error={arrange.error ?? remove.error} />
        <Section title={words.own} note={words.ownNote(own.length)} flush>
          <Shelf
            caption={words.own}
            rows={own}
            empty={words.emptyOwn}
            act={(row, at) => (
              <OwnActs
                template={row}
                busy={arrange.isPending}
                onUp={at > 0 ? () => move(at, -1) : undefined}
                onDown={at < own.length - 1 ? () => move(at, 1) : undefined}
                onEdit={() => setDraft({ ...row, changes: { id: row.id, version: row.version } })}
                onRemove={() => remove.mutate({ unitId, templateId: row.id })}
              />
            )}
          />
        </Section>
        <Section title={words.above} flush>
          <Shelf caption={words.above} rows={shelf('above')} empty={words.noneAbove} act={copy} withUnit />
        </Section>
        <Section title={words.samples} note={words.sampleNote} flush>
          <Shelf caption={words.samples} rows={shelf('sample')} empty="" act={copy} />
        </Section>
      </Stack>
      {draft ? (
        <TemplateForm
          unitId={unitId}
          begin={draft}
          title={draft.changes ? words.edit : words.create}
          onClose={() => setDraft(undefined)}
        />
      ) : null}
    </>
  )
}

type ActsProps = {
  readonly template: DefectTemplate
  readonly busy: boolean
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
  readonly onEdit: () => void
  readonly onRemove: () => void
}

function OwnActs({ template: { name }, busy, onUp, onDown, onEdit, onRemove }: ActsProps) {
  const button = (label: string, act: (() => void) | undefined) => (
    <Button type="link" size="small" disabled={!act || busy} aria-label={words.of(label, name)} onClick={act}>
      {label}
    </Button>
  )
  return (
    <>
      {button(words.up, onUp)}
      {button(words.down, onDown)}
      {button(words.edit, onEdit)}
      <Popconfirm title={words.removeAsk} okText={words.remove} onConfirm={onRemove}>
        <Button type="link" size="small" danger aria-label={words.of(words.remove, name)}>
          {words.remove}
        </Button>
      </Popconfirm>
    </>
  )
}

type ShelfProps = {
  readonly caption: string
  readonly rows: readonly DefectTemplate[]
  readonly empty: string
  readonly withUnit?: boolean
  readonly act: (row: DefectTemplate, at: number) => React.ReactNode
}

function Shelf({ caption, rows, empty, withUnit = false, act }: ShelfProps) {
  const { columns } = words
  const text = (key: 'why' | 'how'): TableColumnsType<DefectTemplate>[number] => ({
    key,
    title: columns[key],
    dataIndex: key,
  })
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState text={empty} />}
      minWidth={900}
      phoneRow={(row) => ({
        name: row.name,
        meta: <Muted>{`${placeLabel(row.place)}：${row.why}${row.how}`}</Muted>,
        status: act(row, rows.indexOf(row)),
      })}
      columns={[
        { key: 'name', title: columns.name, dataIndex: 'name', width: 180 },
        { key: 'place', title: columns.where, width: 130, render: (_, { place }) => placeLabel(place) },
        text('why'),
        text('how'),
        { key: 'basis', title: columns.basis, dataIndex: 'basis', width: 190 },
        ...(withUnit ? [{ key: 'unit', title: columns.unit, dataIndex: 'unitName', width: 170 }] : []),
        { key: 'act', title: columns.act, width: 260, render: (_, row, at) => act(row, at) },
      ]}
    />
  )
}
