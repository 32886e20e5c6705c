import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { Button, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { actsInRegistry } from '#platform/access/actor.ts'
import { staleVersion } from '#platform/operation.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { DerivedField, Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { operationKey, useCommand, useNeededOperation } from '#ui/use-operation.ts'
import {
  type Enterprise,
  EnterpriseSize,
  listEnterprises,
  readEnterprise,
  updateEnterprise,
} from '../contract.ts'
import { computeSize, SIZE_NAMES } from '../size.ts'
import { IndustryPicker } from './industry-picker.tsx'
import { sizeReasons } from './size-why.tsx'
import { words } from './words.ts'

const sizes = EnterpriseSize.options.map((value) => ({ value, label: value }))

/** What may be changed, with the version that it was read in: the page may learn of newer ones while it is filled in. */
function editable(enterprise: Enterprise) {
  const { version, address, typeText, industryCode, declaredAboveScale } = enterprise
  const { employees, revenueWan, assetsWan, products } = enterprise
  const { declaredSize, figuresYear } = enterprise
  const figures = { employees, revenueWan, assetsWan, figuresYear, declaredSize }
  return { version, address, typeText, industryCode, declaredAboveScale, ...figures, products }
}

type Form = ReturnType<typeof editable>

/** The size that saving will give; what cannot be computed is as declared. */
function sizeOf({ industryCode, employees, revenueWan, assetsWan, declaredSize }: Form): string {
  const computed = industryCode
    ? computeSize({ industry: industryCode, employees, revenueWan, assetsWan })
    : null
  return (computed ? SIZE_NAMES[computed.size] : declaredSize) ?? words.none
}

/** The enterprise keeps its own particulars; its size follows from them. */
export default function EditPage() {
  const of = useScreenParams('enterpriseId')
  const { role, enterpriseId } = useNeededOperation(readMe, {}).grant
  const own = enterpriseId === of.enterpriseId && actsInRegistry(role)
  const may = own || role === 'county-officer' || role === 'city-officer'
  return may ? <EditForm of={of} /> : <Navigate to="/enterprises/$enterpriseId" params={of} replace />
}

function EditForm({ of }: { readonly of: { readonly enterpriseId: string } }) {
  const enterprise = useNeededOperation(readEnterprise, of)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const at = `/enterprises/${of.enterpriseId}`
  const [form, setForm] = useState(() => editable(enterprise))
  const [attempt, setAttempt] = useState(0)
  const set = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }))
  const update = useCommand(updateEnterprise, {
    invalidates: [readEnterprise, listEnterprises],
    onDone: () => navigate({ to: at }),
  })
  const problem = update.error ? problemOf(update.error) : null
  const errors = problem?.errors ?? []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const reload = async () => {
    await queries.refetchQueries({ queryKey: operationKey(readEnterprise, of) })
    const fresh = queries.getQueryData<Enterprise>(operationKey(readEnterprise, of))
    if (fresh) setForm(editable(fresh))
    update.reset()
  }
  const save = () => {
    setAttempt(attempt + 1)
    update.mutate({ ...of, ...form })
  }
  return (
    <>
      <PageTitle title={words.edit} above={{ to: at, label: words.particulars }} sub={enterprise.name} />
      <Stack>
        <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
        {problem && errors.length === 0 ? (
          <RefusedAlert
            error={update.error}
            action={
              problem.code === staleVersion.code ? (
                <Button onClick={() => void reload()}>{words.reload}</Button>
              ) : null
            }
          />
        ) : null}
        <Section>
          <Fields form={form} set={set} errorOf={errorOf} />
        </Section>
        <div>
          <Button type="primary" size="large" loading={update.isPending} onClick={save}>
            {words.save}
          </Button>
        </div>
      </Stack>
    </>
  )
}

type FieldsProps = {
  readonly form: Form
  readonly set: (part: Partial<Form>) => void
  readonly errorOf: (path: string) => string | undefined
}

function Fields({ form, set, errorOf }: FieldsProps) {
  const { fields } = words
  const amount = (key: AmountKey, unit: string) => (
    <Amount
      name={key}
      unit={unit}
      value={form[key]}
      onChange={(value) => set({ [key]: value })}
      error={errorOf(key)}
    />
  )
  return (
    <FieldGrid>
      <Field name="address" label={fields.address} optional error={errorOf('address')} wide>
        {(control) => (
          <TextInput {...control} value={form.address} onChange={(address) => set({ address })} />
        )}
      </Field>
      <Field name="typeText" label={fields.typeText} optional error={errorOf('typeText')}>
        {(control) => (
          <TextInput {...control} value={form.typeText} onChange={(typeText) => set({ typeText })} />
        )}
      </Field>
      <Field name="industryCode" label={fields.industryCode} optional error={errorOf('industryCode')}>
        {(control) => (
          <IndustryPicker
            control={control}
            value={form.industryCode}
            onChange={(industryCode) => set({ industryCode })}
          />
        )}
      </Field>
      {amount('employees', words.people)}
      {amount('revenueWan', words.wan)}
      {amount('assetsWan', words.wan)}
      <Amount
        name="figuresYear"
        value={form.figuresYear}
        onChange={(figuresYear) => set({ figuresYear })}
        error={errorOf('figuresYear')}
      />
      <Field name="declaredSize" label={fields.declaredSize} optional error={errorOf('declaredSize')}>
        {(control) => (
          <Select
            {...control}
            value={form.declaredSize}
            options={sizes}
            allowClear
            onChange={(declaredSize?: EnterpriseSize) => set({ declaredSize: declaredSize ?? null })}
          />
        )}
      </Field>
      <DerivedField
        name="size"
        label={fields.size}
        value={sizeOf(form)}
        from={sizeReasons(form).join('；').replace('：；', '：')}
        wide
      />
      <FieldSet name="declaredAboveScale" label={fields.declaredAboveScale} optional>
        {() => (
          <Radio.Group
            value={form.declaredAboveScale}
            onChange={(event) => set({ declaredAboveScale: event.target.value })}
            options={[
              { value: true, label: words.yes },
              { value: false, label: words.no },
            ]}
          />
        )}
      </FieldSet>
      <Field name="products" label={fields.products} optional error={errorOf('products')} wide>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2 }}
            value={form.products}
            onChange={(event) => set({ products: event.target.value })}
          />
        )}
      </Field>
    </FieldGrid>
  )
}

type AmountKey = 'employees' | 'revenueWan' | 'assetsWan' | 'figuresYear'

type AmountProps = {
  readonly name: AmountKey
  readonly unit?: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly error: string | undefined
}

/** A whole number with its unit; left empty where it is not known. */
function Amount({ name, unit, value, onChange, error }: AmountProps) {
  return (
    <Field name={name} label={words.fields[name]} optional error={error}>
      {(control) => (
        <InputNumber
          {...control}
          min={0}
          precision={0}
          suffix={unit ?? null}
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  )
}
