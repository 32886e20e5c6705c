import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import {
  type DutyRuleView,
  endDutyRule,
  listDuties,
  listDutiesBelow,
  listDutyRules,
  readDutySettings,
} from '../contract.ts'
import { kindWords } from '../words.ts'
import { DutyTabs } from './duty-tabs.tsx'
import { RuleForm } from './rule-form.tsx'
import { SettingsForm } from './settings-form.tsx'
import { words } from './words.ts'

const { rules } = words

/** Duties that the unit has set for those below it, and when they are reminded. */
export default function RulesPage() {
  const { unitId } = useScreenParams('unitId')
  const list = useOperation(listDutyRules, { unitId })
  const settings = useOperation(readDutySettings, { unitId })
  const [setting, setSetting] = useState(false)
  const [ending, setEnding] = useState<DutyRuleView | null>(null)
  const { columns } = rules
  const end = (rule: DutyRuleView) =>
    rule.endedOn ? (
      <Muted>{rules.ended(rule.endedOn)}</Muted>
    ) : (
      <Button size="small" type="link" aria-label={rules.endOf(rule.title)} onClick={() => setEnding(rule)}>
        {rules.end}
      </Button>
    )
  return (
    <>
      <PageTitle
        title={rules.title}
        sub={rules.sub}
        phoneActions
        actions={
          <Button type="primary" onClick={() => setSetting(true)}>
            {rules.create}
          </Button>
        }
      />
      <DutyTabs unitId={unitId} current="rules" />
      <Stack>
        <Section flush>
          <RefusedAlert error={list.error} />
          <DataTable
            caption={rules.caption}
            rows={list.data?.rows ?? []}
            rowKey={({ id }) => id}
            loading={list.isPending}
            empty={<EmptyState text={rules.empty} />}
            minWidth={860}
            columns={[
              { key: 'title', title: columns.title, render: (_, rule) => <Title rule={rule} /> },
              { key: 'first', title: columns.first, width: 160, render: (_, rule) => <First rule={rule} /> },
              { key: 'who', title: columns.who, render: (_, rule) => whoOf(rule) },
              { key: 'by', title: columns.by, width: 120, dataIndex: 'setBy' },
              { key: 'deeds', title: columns.deeds, width: 170, render: (_, rule) => end(rule) },
            ]}
            phoneRow={(rule) => ({
              name: <Title rule={rule} />,
              meta: (
                <>
                  <First rule={rule} />
                  <div>{whoOf(rule)}</div>
                </>
              ),
              status: end(rule),
            })}
          />
        </Section>
        <Section title={words.settings.title}>
          <RefusedAlert error={settings.error} />
          {settings.data ? (
            <SettingsForm key={settings.data.version} unitId={unitId} settings={settings.data} />
          ) : null}
        </Section>
      </Stack>
      <Drawer
        open={setting}
        onClose={() => setSetting(false)}
        title={rules.create}
        size={480}
        destroyOnHidden
      >
        <RuleForm unitId={unitId} onDone={() => setSetting(false)} />
      </Drawer>
      <Drawer
        open={ending !== null}
        onClose={() => setEnding(null)}
        title={ending ? rules.endOf(ending.title) : ''}
        size={420}
        destroyOnHidden
      >
        {ending ? <EndForm rule={ending} onDone={() => setEnding(null)} /> : null}
      </Drawer>
    </>
  )
}

function Title({ rule }: { readonly rule: DutyRuleView }) {
  return (
    <>
      {rule.title}
      <div>
        <Muted small>{[kindWords[rule.kind], rule.counts, rule.basis].filter(Boolean).join('　')}</Muted>
      </div>
    </>
  )
}

function First({ rule }: { readonly rule: DutyRuleView }) {
  return (
    <>
      {rule.firstDue}
      <div>
        <Muted small>
          {[rules.every[rule.every ?? 'once'], rule.until ? rules.until(rule.until) : '']
            .filter(Boolean)
            .join('，')}
        </Muted>
      </div>
    </>
  )
}

const whoOf = ({ levels, unitIds }: DutyRuleView) =>
  [...levels.map((level) => rules.levels[level]), unitIds ? rules.someUnits(unitIds.length) : '']
    .filter(Boolean)
    .join('、')

function EndForm({ rule, onDone }: { readonly rule: DutyRuleView; readonly onDone: () => void }) {
  const [reason, setReason] = useState('')
  const end = useCommand(endDutyRule, { invalidates: [listDutyRules, listDuties, listDutiesBelow], onDone })
  const errors = end.error ? (problemOf(end.error).errors ?? []) : []
  return (
    <Stack>
      <Muted>{rules.endHow}</Muted>
      {end.error && errors.length === 0 ? <RefusedAlert error={end.error} /> : null}
      <Field name="reason" label={rules.fields.reason} error={errors[0]?.message}>
        {(control) => <TextInput {...control} value={reason} onChange={setReason} />}
      </Field>
      <div>
        <Button
          danger
          loading={end.isPending}
          onClick={() => end.mutate({ unitId: rule.unitId, ruleId: rule.id, version: rule.version, reason })}
        >
          {rules.end}
        </Button>
      </div>
    </Stack>
  )
}
