import { Link } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Popconfirm, Spin } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { NarrowForm } from '#ui/public-page.tsx'
import { RemoteSelect, remoteSource } from '#ui/remote-select.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import {
  COUNTRY,
  listOrgUnitChildren,
  planPlanting,
  plantOrgUnits,
  searchAreas,
  searchOrgUnits,
} from '../contract.ts'
import { undoUnitDeed } from '../deeds/contract.ts'
import { DayField } from './unit-fields.tsx'
import { words } from './words.ts'

const areas = remoteSource({
  op: searchAreas,
  option: ({ code, name, fullName, plantable }) => ({
    value: code,
    label: name,
    detail: fullName === name ? code : `${fullName}　${code}`,
    disabled: !plantable,
  }),
})

/** Units of a province, city or county, or of the whole country, from the list of areas: looked at first, then made. */
export default function PlantingPage() {
  const { role } = useNeededOperation(readMe, {}).grant
  const { values, set } = useUrlFilters(['area', 'line'])
  const [validFrom, setValidFrom] = useState(today())
  const industry = values.line !== 'market-regulation'
  const area = values.area
  const changes = { invalidates: [planPlanting, listOrgUnitChildren, searchOrgUnits] }
  const planting = useCommand(plantOrgUnits, changes)
  const undoing = useCommand(undoUnitDeed, changes)
  const plan = useOperation(
    planPlanting,
    { areaCode: area ?? '', industry },
    { enabled: area !== undefined && role === 'system-admin' },
  )
  const begin = () => {
    undoing.reset()
    planting.reset()
  }
  const { added } = plan.data ?? { added: 0 }
  if (role !== 'system-admin') return <EmptyState text={words.emptyElsewhere} />
  return (
    <>
      <PageTitle
        title={words.plantTitle}
        sub={words.plantSub}
        above={{ to: '/org-units', label: words.title }}
      />
      <Stack>
        <Section>
          <NarrowForm onSubmit={() => area && planting.mutate({ areaCode: area, industry, validFrom })}>
            <Field name="areaCode" label={words.fields.areaCode} hint={words.hints.areaCode}>
              {(control) => (
                <RemoteSelect
                  {...control}
                  source={areas}
                  placeholder={words.chooseArea}
                  value={area === COUNTRY ? words.country : (area ?? null)}
                  onChange={(code) => {
                    begin()
                    set('area', code ?? undefined)
                  }}
                />
              )}
            </Field>
            <div>
              <Button
                size="small"
                onClick={() => {
                  begin()
                  set('area', COUNTRY)
                }}
              >
                {words.country}
              </Button>
            </div>
            <Checkbox
              checked={industry}
              onChange={({ target }) => set('line', target.checked ? undefined : 'market-regulation')}
            >
              {words.fields.industry}
            </Checkbox>
            <DayField
              name="validFrom"
              value={validFrom}
              hint={words.hints.validFrom}
              errors={[]}
              onChange={setValidFrom}
            />
            <Muted small>{words.plantNote}</Muted>
            <RefusedAlert error={plan.error ?? planting.error ?? undoing.error} />
            {area && plan.data && added > 0 ? (
              <Button type="primary" htmlType="submit" loading={planting.isPending}>
                {words.plantGo(added)}
              </Button>
            ) : null}
            <div role="status">
              {planting.isPending ? words.planting(added) : null}
              {undoing.isPending ? words.undoing : null}
              {undoing.data ? words.undoneCount(undoing.data.undone, undoing.data.kept) : null}
            </div>
          </NarrowForm>
          {planting.data && !undoing.data ? (
            <Alert
              type="success"
              title={words.planted(planting.data.added, planting.data.existing)}
              action={
                <>
                  <Link to="/org-units">{words.toTree}</Link>
                  <Popconfirm
                    title={words.undoAsk}
                    okText={words.undo}
                    onConfirm={() => undoing.mutate({ deedId: planting.data.deedId })}
                  >
                    <Button type="link" loading={undoing.isPending}>
                      {words.plantUndo}
                    </Button>
                  </Popconfirm>
                </>
              }
            />
          ) : null}
        </Section>
        {area ? <Plan plan={plan.data} /> : null}
      </Stack>
    </>
  )
}

type PlanOutput = (typeof planPlanting)['output']['_output']

/** What would be made, before anything is. */
function Plan({ plan }: { readonly plan: PlanOutput | undefined }) {
  if (!plan) return <Spin description={words.planLoading} />
  if (plan.added === 0) {
    return (
      <Section>
        <EmptyState text={words.nothingToAdd} />
      </Section>
    )
  }
  const { planColumns } = words
  const cut = plan.added > plan.rows.length
  return (
    <Section
      flush
      title={words.willAdd(plan.added)}
      note={plan.existing > 0 ? words.existing(plan.existing) : undefined}
    >
      <DataTable
        caption={words.planCaption}
        rows={plan.rows}
        rowKey={({ line, areaCode }) => `${line} ${areaCode}`}
        empty={null}
        columns={[
          { key: 'name', title: planColumns.name, dataIndex: 'name' },
          { key: 'shortName', title: planColumns.shortName, dataIndex: 'shortName', width: 180 },
          { key: 'level', title: planColumns.level, width: 70, render: (_, row) => words.levels[row.level] },
          { key: 'code', title: planColumns.code, dataIndex: 'numberingCode', width: 120 },
          { key: 'note', title: planColumns.note, render: (_, { note }) => note || words.none },
        ]}
        phoneRow={(row) => ({
          name: row.name,
          meta: [row.numberingCode, row.note].filter(Boolean).join('　'),
          status: words.levels[row.level],
        })}
        paging={{
          from: 1,
          total: plan.added,
          order: words.planOrder,
          ...(cut && { note: words.planCut(plan.rows.length) }),
        }}
      />
    </Section>
  )
}
