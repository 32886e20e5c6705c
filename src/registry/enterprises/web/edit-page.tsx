import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
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
import { type Enterprise, readEnterprise, updateEnterprise } from '../contract.ts'
import { INDUSTRIES } from '../industries.ts'
import { words } from './words.ts'

const industries = INDUSTRIES.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))

function editable(enterprise: Enterprise) {
  const { address, typeText, industryCode, declaredAboveScale, employees, revenueWan, assetsWan, products } =
    enterprise
  return { address, typeText, industryCode, declaredAboveScale, employees, revenueWan, assetsWan, products }
}

/** The enterprise keeps its own particulars; its size follows from them. */
export default function EditPage() {
  const of = useScreenParams('enterpriseId')
  const enterprise = useNeededOperation(readEnterprise, of)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const at = `/enterprises/${of.enterpriseId}`
  const [form, setForm] = useState(() => editable(enterprise))
  const [attempt, setAttempt] = useState(0)
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }))
  const update = useCommand(updateEnterprise, {
    invalidates: [readEnterprise],
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
    update.mutate({ ...of, ...form, version: enterprise.version })
  }
  const { fields } = words
  const amount = (key: 'employees' | 'revenueWan' | 'assetsWan', unit: string) => (
    <Field name={key} label={fields[key]} optional error={errorOf(key)}>
      {(control) => (
        <InputNumber
          {...control}
          min={0}
          precision={0}
          suffix={unit}
          value={form[key]}
          onChange={(value) => set({ [key]: value })}
        />
      )}
    </Field>
  )
  return (
    <>
      <PageTitle title={words.edit} above={{ to: at, label: words.own }} sub={enterprise.name} />
      <Stack>
        <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
        {problem && errors.length === 0 ? <RefusedAlert error={update.error} /> : null}
        {problem?.code === staleVersion.code ? (
          <div>
            <Button onClick={() => void reload()}>{words.reload}</Button>
          </div>
        ) : null}
        <Section>
          <FieldGrid>
            <Field name="address" label={fields.address} error={errorOf('address')} wide>
              {(control) => (
                <TextInput {...control} value={form.address} onChange={(address) => set({ address })} />
              )}
            </Field>
            <Field name="typeText" label={fields.typeText} error={errorOf('typeText')}>
              {(control) => (
                <TextInput {...control} value={form.typeText} onChange={(typeText) => set({ typeText })} />
              )}
            </Field>
            <Field name="industryCode" label={fields.industryCode} error={errorOf('industryCode')}>
              {(control) => (
                <Select
                  {...control}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={form.industryCode}
                  options={industries}
                  onChange={(industryCode: string) => set({ industryCode })}
                />
              )}
            </Field>
            {amount('employees', words.people)}
            {amount('revenueWan', words.wan)}
            {amount('assetsWan', words.wan)}
            <DerivedField name="size" label={fields.size} value={enterprise.size} from={words.sizeFrom} />
            <FieldSet name="declaredAboveScale" label={fields.declaredAboveScale}>
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
            <Field name="products" label={fields.products} error={errorOf('products')} wide>
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
