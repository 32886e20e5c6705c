import { Radio } from 'antd'
import { useState } from 'react'
import { FieldSet } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { giveVetoOpinion, listVetoes, overrideVeto, readVeto, type Veto } from '../contract.ts'
import { Said } from './said.tsx'
import css from './veto.module.css'
import { words } from './words.ts'

type Props = { readonly veto: Veto }
const touched = [readVeto, listVetoes]

/** 强行放行: in the open, by the principal alone. */
export function Override({ veto }: Props) {
  const { end, state, may } = veto
  const of = { enterpriseId: veto.enterpriseId, vetoId: veto.id, version: veto.version }
  if (state === 'overridden' && end) {
    return (
      <Section title={words.override}>
        <StatusText
          status={{ text: words.overridden(end.byName, instant(end.at)), icon: 'warning', tone: 'error' }}
        />
        <p className={css.words}>{`${words.reason}：${end.note}`}</p>
      </Section>
    )
  }
  return (
    <Section
      title={words.override}
      note={words.overrideNone}
      extra={
        may.override ? (
          <Said
            op={overrideVeto}
            input={of}
            text={{ key: 'reason', label: words.reason, hint: words.reasonHint }}
            title={words.override}
            button={words.overrideDo}
            lead={words.overrideAsk}
            invalidates={touched}
            danger
            small
          />
        ) : null
      }
    >
      <Muted>{words.overrideText}</Muted>
    </Section>
  )
}

type Verdict = Veto['opinions'][number]['verdict']

/** What the principal says of it. */
export function Opinions({ veto }: Props) {
  const [verdict, setVerdict] = useState<Verdict>('agreed')
  const of = { enterpriseId: veto.enterpriseId, vetoId: veto.id, verdict }
  return (
    <Section
      title={words.opinions}
      extra={
        veto.may.giveOpinion ? (
          <Said
            op={giveVetoOpinion}
            input={of}
            text={{ key: 'text', label: words.opinionText, optional: true }}
            title={words.giveOpinion}
            button={words.giveOpinion}
            lead={words.opinionNote}
            invalidates={[readVeto]}
            small
          >
            <FieldSet name="verdict" label={words.opinions}>
              {({ id }) => (
                <Radio.Group
                  id={id}
                  value={verdict}
                  onChange={(event) => setVerdict(event.target.value as Verdict)}
                  options={[
                    { value: 'agreed', label: words.verdicts.agreed },
                    { value: 'disagreed', label: words.verdicts.disagreed },
                  ]}
                />
              )}
            </FieldSet>
          </Said>
        ) : null
      }
    >
      {veto.opinions.length === 0 ? <Muted>{words.noOpinions}</Muted> : null}
      <Stack>
        {veto.opinions.map(({ verdict: said, text, byName, at }) => (
          <div key={at}>
            <b>{words.verdicts[said]}</b>{' '}
            <Muted>
              {byName} {instant(at)}
            </Muted>
            {text ? <div className={css.words}>{text}</div> : null}
          </div>
        ))}
      </Stack>
    </Section>
  )
}
