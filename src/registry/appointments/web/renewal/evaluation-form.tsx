import { Button, Input, Popconfirm, Radio, Tag } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { newIntent } from '#ui/intent.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type EvaluationItem, evaluateTerm, listTermEvaluations } from '../../renewal/contract.ts'
import { words as common } from '../words.ts'
import { renewalWords as words } from './renewal-words.ts'
import { SAMPLE_ITEMS } from './sample-items.ts'

type Row = EvaluationItem & { readonly key: string }

type FormProps = { readonly enterpriseId: string; readonly appointmentId: string }

/** What was weighed and found, and what follows; begins with our 示例. */
export function EvaluationForm(of: FormProps) {
  const [items, setItems] = useState<readonly Row[]>(() =>
    SAMPLE_ITEMS.map((text) => ({ key: text, text, sample: true, finding: '' })),
  )
  const [evaluatedOn, setOn] = useState(today())
  const [result, setResult] = useState<'renew' | 'reselect'>()
  const [opinion, setOpinion] = useState('')
  const save = useCommand(evaluateTerm, { invalidates: [listTermEvaluations] })
  const refused = save.error ? (problemOf(save.error).errors ?? []) : []
  const errorOf = (path: string) => refused.find((each) => each.path === path)?.message
  const change = (row: Row, part: Partial<EvaluationItem>) =>
    setItems(items.map((item) => (item === row ? { ...item, ...part } : item)))
  const add = () => setItems([...items, { key: newIntent(), text: '', sample: false, finding: '' }])
  const whole =
    result !== undefined &&
    opinion.trim() !== '' &&
    items.length > 0 &&
    items.every(({ text, finding }) => text.trim() !== '' && finding.trim() !== '')
  return (
    <Section title={words.evaluate} note={words.evaluateNote}>
      <Stack>
        <Muted small>{words.source}</Muted>
        {save.error && refused.length === 0 ? <RefusedAlert error={save.error} /> : null}
        {items.map((item, index) => (
          <Item
            key={item.key}
            item={item}
            number={index + 1}
            errorOf={errorOf}
            onChange={(part) => change(item, part)}
            onRemove={() => setItems(items.filter((each) => each !== item))}
          />
        ))}
        <div>
          <Button disabled={items.length >= 30} onClick={add}>
            {words.add}
          </Button>
        </div>
        <FieldGrid>
          <FieldSet name="result" label={words.result} error={errorOf('result')}>
            {() => (
              <Radio.Group
                value={result}
                onChange={(event) => setResult(event.target.value)}
                options={[
                  { value: 'renew', label: words.results.renew },
                  { value: 'reselect', label: words.results.reselect },
                ]}
              />
            )}
          </FieldSet>
          <Field name="evaluatedOn" label={words.on} hint={common.dateHint} error={errorOf('evaluatedOn')}>
            {(control) => <TextInput {...control} value={evaluatedOn} onChange={setOn} />}
          </Field>
          <Field name="opinion" label={words.opinion} error={errorOf('opinion')} wide>
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2 }}
                maxLength={500}
                value={opinion}
                onChange={(event) => setOpinion(event.target.value)}
              />
            )}
          </Field>
        </FieldGrid>
        <div>
          <Popconfirm
            title={words.saveAsk}
            okText={words.save}
            disabled={!whole}
            onConfirm={() =>
              result &&
              save.mutate({
                ...of,
                items: items.map(({ key: _, ...item }) => item),
                evaluatedOn,
                result,
                opinion,
              })
            }
          >
            <Button type="primary" disabled={!whole} loading={save.isPending}>
              {words.save}
            </Button>
          </Popconfirm>{' '}
          {whole ? null : <Muted>{words.gaps}</Muted>}
        </div>
      </Stack>
    </Section>
  )
}

type ItemProps = {
  readonly item: EvaluationItem
  readonly number: number
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (part: Partial<EvaluationItem>) => void
  readonly onRemove: () => void
}

/** An 示例 that was reworded is the enterprise's own. */
function Item({ item, number, errorOf, onChange, onRemove }: ItemProps) {
  const at = `items.${number - 1}`
  return (
    <FieldGrid>
      <Field
        name={`${at}.text`}
        label={
          <>
            {words.item(number)} {item.sample ? <Tag>{words.sample}</Tag> : null}
          </>
        }
        error={errorOf(`${at}.text`)}
      >
        {(control) => (
          <TextInput {...control} value={item.text} onChange={(text) => onChange({ text, sample: false })} />
        )}
      </Field>
      <Field
        name={`${at}.finding`}
        label={words.finding(number)}
        error={errorOf(`${at}.finding`)}
        hint={
          <Button type="link" size="small" style={{ padding: 0 }} onClick={onRemove}>
            {words.remove(number)}
          </Button>
        }
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize
            maxLength={300}
            value={item.finding}
            onChange={(event) => onChange({ finding: event.target.value })}
          />
        )}
      </Field>
    </FieldGrid>
  )
}
