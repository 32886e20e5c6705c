import { Button, Checkbox, Input, Space } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import {
  acceptFiling,
  countFilings,
  type Defect,
  type Filing,
  listFilings,
  readFiling,
  registerFiling,
  returnFiling,
  withdrawFiling,
} from '../contract.ts'
import { fieldLabels } from '../field-labels.ts'
import { words } from './words.ts'

type DecisionProps = {
  readonly filing: Filing
  readonly defects: readonly Defect[]
  readonly onDefects: (defects: readonly Defect[]) => void
}

const touched = { invalidates: [readFiling, listFilings, countFilings] }

/** What this reader may do now; a button that is off says beside it what is missing. */
export function DecisionSection({ filing, defects, onDefects }: DecisionProps) {
  const { abilities, version } = filing
  const of = { enterpriseId: filing.enterpriseId, filingId: filing.id, version }
  const accept = useCommand(acceptFiling, touched)
  const giveBack = useCommand(returnFiling, { ...touched, onDone: () => onDefects([]) })
  const register = useCommand(registerFiling, touched)
  const withdraw = useCommand(withdrawFiling, touched)
  const [seen, setSeen] = useState(false)
  const [reason, setReason] = useState('')
  const relaxes = filing.verdict?.outcome === 'relaxed'
  const needsReason =
    relaxes || filing.verdict?.outcome === 'fail' || filing.verdict?.outcome === 'cannot-tell'
  const complete = defects.every((defect) => defect.why.trim().length > 1 && defect.how.trim().length > 1)
  const refused = accept.error ?? giveBack.error ?? register.error ?? withdraw.error
  if (!abilities.accept && !abilities.return && !abilities.register && !abilities.withdraw) return null
  const given = reason.trim() || null
  return (
    <Stack>
      {refused ? <RefusedAlert error={refused} /> : null}
      {abilities.return ? <DefectRows defects={defects} onDefects={onDefects} /> : null}
      {abilities.register && needsReason ? (
        <Field
          name={relaxes ? 'relaxationReason' : 'registerReason'}
          label={relaxes ? words.relaxationReason : words.registerReason}
          hint={relaxes ? words.relaxationHint : words.registerHint}
        >
          {(control) => (
            <Input.TextArea {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
      ) : null}
      <Section>
        <Space wrap>
          {abilities.return ? (
            <Checkbox checked={seen} onChange={(event) => setSeen(event.target.checked)}>
              {words.seenAll}
            </Checkbox>
          ) : null}
          {abilities.withdraw ? <Button onClick={() => withdraw.mutate(of)}>{words.withdraw}</Button> : null}
          {abilities.return ? (
            <Button
              disabled={!seen || defects.length === 0 || !complete}
              onClick={() => giveBack.mutate({ ...of, defects: [...defects] })}
            >
              {words.giveBack(defects.length)}
            </Button>
          ) : null}
          {abilities.accept ? (
            <Button type="primary" onClick={() => accept.mutate(of)}>
              {words.accept}
            </Button>
          ) : null}
          {abilities.register ? (
            <Button
              type="primary"
              disabled={!seen || defects.length > 0}
              onClick={() =>
                register.mutate({
                  ...of,
                  relaxationReason: relaxes ? given : null,
                  registerReason: relaxes ? null : given,
                })
              }
            >
              {words.registerIt}
            </Button>
          ) : null}
          {abilities.register && defects.length > 0 ? (
            <Muted>{words.blockedByDefects(defects.length)}</Muted>
          ) : null}
          {abilities.register && !seen ? <Muted>{words.blockedUnseen}</Muted> : null}
        </Space>
      </Section>
    </Stack>
  )
}

function DefectRows({ defects, onDefects }: Omit<DecisionProps, 'filing'>) {
  const change = (index: number, part: Partial<Defect>) =>
    onDefects(defects.map((defect, at) => (at === index ? { ...defect, ...part } : defect)))
  return (
    <Section title={words.defects} {...(defects.length === 0 && { note: words.pickHint })}>
      <Stack>
        {defects.map((defect, index) => {
          const label = fieldLabels[defect.place as keyof typeof fieldLabels] ?? words.general
          return (
            <Space key={defect.place} wrap>
              <span>{label}</span>
              <Input
                aria-label={`${label} ${words.defectWhy}`}
                placeholder={words.defectWhy}
                value={defect.why}
                onChange={(event) => change(index, { why: event.target.value })}
              />
              <Input
                aria-label={`${label} ${words.defectHow}`}
                placeholder={words.defectHow}
                value={defect.how}
                onChange={(event) => change(index, { how: event.target.value })}
              />
              <Button type="link" onClick={() => onDefects(defects.filter((_, at) => at !== index))}>
                {words.remove}
              </Button>
            </Space>
          )
        })}
      </Stack>
    </Section>
  )
}
