import { Button, Input, Radio } from 'antd'
import { Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { sourceOf } from '#ui/ledger/ledger-of.ts'
import { RemoteMultiSelect, RemoteSelect } from '#ui/remote-select.tsx'
import { Stack } from '#ui/section.tsx'
import { EvidenceFiles } from '#workbench/actions/web/parts/evidence-files.tsx'
import { instrumentContract } from '#workbench/instruments/contract.ts'
import {
  batchContract,
  equipmentContract,
  productContract,
  purchaseContract,
  staffContract,
  supplierContract,
} from '#workbench/master-data/contract.ts'
import { vetoLabels } from '../contract.ts'
import { type SubjectKind, subjects } from '../domain.ts'
import { type ConditionDraft, emptyCondition, type RaiseDraft } from './raise-draft.ts'
import css from './veto.module.css'
import { words } from './words.ts'

type Props = {
  readonly enterpriseId: string
  readonly draft: RaiseDraft
  readonly set: (changed: Partial<RaiseDraft>) => void
  readonly errorOf: (path: string) => string | undefined
}
const { form } = words

const sources = {
  batch: [batchContract, 'batchNo'],
  product: [productContract, 'name'],
  supplier: [supplierContract, 'name'],
  release: [productContract, 'name'],
  design: [productContract, 'name'],
  purchase: [purchaseContract, 'purchaseNo'],
  equipment: [equipmentContract, 'name'],
  instrument: [instrumentContract, 'called'],
} as const

function source(kind: SubjectKind, enterpriseId: string) {
  const [contract, called] = sources[kind]
  return sourceOf(contract as never, called, enterpriseId)
}

/** What is stopped: a record of a ledger, so that the system can stop it; all, or a free matter, where there is none. */
export function SubjectFields({ enterpriseId, draft, set, errorOf }: Props) {
  const { subjectKind: kind, subjectId } = draft
  const kinds = Object.entries(subjects) as [SubjectKind, (typeof subjects)[SubjectKind]][]
  return (
    <FieldGrid>
      <FieldSet name="subjectKind" label={form.kind} error={errorOf('subjectKind')} wide>
        {({ id }) => (
          <Radio.Group
            id={id}
            value={kind}
            options={kinds.map(([value, { noun }]) => ({ value, label: noun }))}
            onChange={(event) => set({ subjectKind: event.target.value as SubjectKind, subjectId: null })}
          />
        )}
      </FieldSet>
      <Field
        name="subjectId"
        label={form.subject}
        optional={kind === 'release'}
        hint={kind === 'release' ? form.allHint : form.subjectHint}
        error={errorOf('subjectId')}
      >
        {(control) => (
          <RemoteSelect
            key={kind}
            {...control}
            source={source(kind, enterpriseId)}
            value={subjectId}
            onChange={(id) => set({ subjectId: id })}
          />
        )}
      </Field>
      {subjectId === null && kind !== 'release' ? (
        <Line
          {...{ draft, set, errorOf }}
          name="subjectText"
          label={form.other}
          hint={form.otherHint}
          optional
        />
      ) : null}
      <Line {...{ draft, set, errorOf }} name="extent" label={form.extent} hint={form.extentHint} optional />
    </FieldGrid>
  )
}

type TextKey = 'subjectText' | 'extent' | 'clause' | 'requirement' | 'facts' | 'risk' | 'measures'

function Line({
  draft,
  set,
  errorOf,
  name,
  label = vetoLabels[name],
  hint,
  optional = false,
  long = false,
}: Pick<Props, 'draft' | 'set' | 'errorOf'> & {
  readonly name: TextKey
  readonly label?: string
  readonly hint?: string
  readonly optional?: boolean
  readonly long?: boolean
}) {
  const change = (value: string) => set({ [name]: value })
  return (
    <Field name={name} label={label} hint={hint} optional={optional} error={errorOf(name)} wide={long}>
      {(control) =>
        long ? (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 10 }}
            value={draft[name]}
            onChange={(event) => change(event.target.value)}
          />
        ) : (
          <Input {...control} value={draft[name]} onChange={(event) => change(event.target.value)} />
        )
      }
    </Field>
  )
}

export function WhyFields(props: Props) {
  return (
    <FieldGrid>
      <Line {...props} name="requirement" hint={form.requirementHint} long />
      <Line {...props} name="facts" hint={form.factsHint} long />
      <Line {...props} name="risk" hint={form.riskHint} long />
      <Line {...props} name="measures" hint={form.measuresHint} long optional />
      <Line {...props} name="clause" long />
    </FieldGrid>
  )
}

/** Each condition becomes an action with owner and day. */
export function ConditionFields({ enterpriseId, draft: { conditions }, set, errorOf }: Props) {
  const change = (at: number, changed: Partial<ConditionDraft>) =>
    set({ conditions: conditions.map((each, index) => (index === at ? { ...each, ...changed } : each)) })
  return (
    <Stack>
      {conditions.map((condition, at) => {
        const name = (key: keyof ConditionDraft) => `conditions.${at}.${key}`
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place while it is written
          <div key={at} className={css.condition}>
            <FieldGrid>
              <Field
                name={name('what')}
                label={form.condition(at + 1)}
                hint={form.conditionHint}
                error={errorOf(name('what'))}
                wide
              >
                {(control) => (
                  <Input.TextArea
                    {...control}
                    autoSize={{ minRows: 2, maxRows: 6 }}
                    value={condition.what}
                    onChange={(event) => change(at, { what: event.target.value })}
                  />
                )}
              </Field>
              <Field name={name('ownerId')} label={form.owner} optional error={errorOf(name('ownerId'))}>
                {(control) => (
                  <RemoteSelect
                    {...control}
                    source={sourceOf(staffContract as never, 'name', enterpriseId)}
                    value={condition.ownerId}
                    onChange={(ownerId) => change(at, { ownerId })}
                  />
                )}
              </Field>
              <Field name={name('dueOn')} label={form.due} error={errorOf(name('dueOn'))}>
                {(control) => (
                  <Input
                    {...control}
                    type="date"
                    value={condition.dueOn}
                    onChange={(event) => change(at, { dueOn: event.target.value })}
                  />
                )}
              </Field>
            </FieldGrid>
            {conditions.length > 1 ? (
              <Button
                type="link"
                size="small"
                onClick={() => set({ conditions: conditions.filter((_, index) => index !== at) })}
              >
                {form.removeCondition(at + 1)}
              </Button>
            ) : null}
          </div>
        )
      })}
      <div>
        <Button onClick={() => set({ conditions: [...conditions, emptyCondition()] })}>
          {form.addCondition}
        </Button>
      </div>
    </Stack>
  )
}

/** Papers from the computer or the phone's camera, and whom the notice names. */
export function EvidenceFields({ enterpriseId, draft: { evidence, tell }, set, errorOf }: Props) {
  return (
    <FieldGrid>
      <FieldSet
        name="evidence"
        label={words.evidence}
        optional
        hint={words.addOnly}
        error={errorOf('evidence')}
        wide
      >
        {({ id }) => (
          <EvidenceFiles
            enterpriseId={enterpriseId}
            id={id}
            label={words.evidence}
            files={evidence}
            onChange={(files) =>
              set({
                evidence: files.map((file) => ({
                  ...file,
                  what: evidence.find((each) => each.id === file.id)?.what ?? file.name.replace(/\.\w+$/, ''),
                })),
              })
            }
          />
        )}
      </FieldSet>
      {evidence.map((file, at) => (
        <Field
          key={file.id}
          name={`evidence.${at}.what`}
          label={form.evidenceName(file.name)}
          error={errorOf(`evidence.${at}.what`)}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={file.what}
              onChange={(event) =>
                set({
                  evidence: evidence.map((each) =>
                    each.id === file.id ? { ...each, what: event.target.value } : each,
                  ),
                })
              }
            />
          )}
        </Field>
      ))}
      <Field name="tell" label={form.tell} optional hint={form.tellHint} error={errorOf('tell')} wide>
        {(control) => (
          <RemoteMultiSelect
            {...control}
            source={sourceOf(staffContract as never, 'name', enterpriseId)}
            value={tell}
            onChange={(next) => set({ tell: next })}
          />
        )}
      </Field>
    </FieldGrid>
  )
}
