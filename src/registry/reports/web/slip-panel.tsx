import { Alert, Button, Input, InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/client.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { addReportSlip, fetchSlipFile, type Pack, readReport } from '../contract.ts'
import { type FigureKey, figureDefinitions } from '../figures.ts'
import { figureText } from './pack-figures.tsx'
import { words } from './words.ts'

/** Corrections to a sent pack: each numbered and signed; the pack stays as it was. */
export function SlipPanel({ pack }: { readonly pack: Pack }) {
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const mayAdd = pack.own && pack.delivery !== 'from-file' && pack.status !== 'returned'
  return (
    <Section title={words.slip.title}>
      <Stack>
        {said ? <Alert type="success" showIcon role="status" title={said} /> : null}
        {pack.corrections.length === 0 ? <Muted>{words.slip.none}</Muted> : null}
        {pack.corrections.map((slip) => (
          <Slip key={slip.no} pack={pack} slip={slip} />
        ))}
        {mayAdd && !open ? (
          <div>
            <Button onClick={() => setOpen(true)}>{words.slip.add}</Button>
          </div>
        ) : null}
        {open ? (
          <SlipForm
            pack={pack}
            onDone={(no) => {
              setOpen(false)
              setSaid(words.slip.added(no))
            }}
            onCancel={() => setOpen(false)}
          />
        ) : null}
      </Stack>
    </Section>
  )
}

function Slip({ pack, slip }: { readonly pack: Pack; readonly slip: Pack['corrections'][number] }) {
  const of = { unitId: pack.unitId, packId: pack.id, slipNo: slip.no }
  return (
    <div>
      <b>{words.slip.no(slip.no)}</b>　{instant(slip.at)}　{slip.reason}　
      <a href={addressOf(fetchSlipFile, of)} target="_blank" rel="noreferrer">
        {words.slip.file}
      </a>
      <ul>
        {slip.corrections.map(({ unit, key, reported, corrected }) => (
          <li key={`${unit} ${key}`}>
            {words.slip.line(
              pack.units.find((row) => row.unit.code === unit)?.unit.name ?? unit,
              figureDefinitions[key].title,
              figureText(reported, key),
              figureText(corrected, key),
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

type FormProps = { readonly pack: Pack; readonly onDone: (no: number) => void; readonly onCancel: () => void }

function SlipForm({ pack, onDone, onCancel }: FormProps) {
  const [reason, setReason] = useState('')
  const [figure, setFigure] = useState('')
  const [numerator, setNumerator] = useState<number | null>(null)
  const [denominator, setDenominator] = useState<number | null>(null)
  const add = useCommand(addReportSlip, { invalidates: [readReport], onDone: ({ no }) => onDone(no) })
  const errors = add.error ? (problemOf(add.error).errors ?? []) : []
  const [unit = '', key = ''] = figure.split(' ')
  const isRatio = key !== '' && figureDefinitions[key as FigureKey].denominator !== null
  const save = () =>
    add.mutate({
      unitId: pack.unitId,
      packId: pack.id,
      reason,
      corrections:
        figure === ''
          ? []
          : [
              {
                unit,
                key: key as FigureKey,
                numerator: numerator ?? 0,
                denominator: isRatio ? (denominator ?? 0) : null,
              },
            ],
    })
  return (
    <Stack>
      <Muted>{words.slip.how}</Muted>
      {add.error ? <RefusedAlert error={add.error} /> : null}
      <Field
        name="reason"
        label={words.slip.reason}
        error={errors.find(({ path }) => path === 'reason')?.message}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Field name="figure" label={words.slip.figure}>
        {(control) => (
          <Select
            {...control}
            value={figure}
            options={choices(pack)}
            onChange={setFigure}
            popupMatchSelectWidth={false}
          />
        )}
      </Field>
      {figure === '' ? null : (
        <Space wrap>
          <Field name="numerator" label={words.slip.numerator}>
            {(control) => <InputNumber {...control} min={0} value={numerator} onChange={setNumerator} />}
          </Field>
          {isRatio ? (
            <Field name="denominator" label={words.slip.denominator}>
              {(control) => (
                <InputNumber {...control} min={0} value={denominator} onChange={setDenominator} />
              )}
            </Field>
          ) : null}
        </Space>
      )}
      <Space>
        <Button type="primary" loading={add.isPending} disabled={reason.trim() === ''} onClick={save}>
          {words.slip.submit}
        </Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </Space>
    </Stack>
  )
}

function choices(pack: Pack) {
  const figures = pack.units.flatMap(({ unit, figures: own }) =>
    own.map((figure) => ({
      value: `${unit.code} ${figure.key}`,
      label: `${unit.name}　${figureDefinitions[figure.key].title}　${figureText(figure, figure.key)}`,
    })),
  )
  return [{ value: '', label: words.slip.noFigure }, ...figures]
}
