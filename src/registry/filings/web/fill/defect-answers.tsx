import { Button, Input } from 'antd'
import { Field, FieldGrid } from '#ui/field.tsx'
import { Section, Stack } from '#ui/section.tsx'
import { placeLabel } from '../place.ts'
import { lastDefects } from './draft.ts'
import { formWords } from './form-words.ts'
import type { FilingDraft } from './use-filing-draft.ts'

type AnswersProps = {
  readonly state: Pick<FilingDraft, 'filing' | 'draft' | 'change'>
  /** Leads to the place that a defect names. */
  readonly onOpen: (place: string) => void
}

/** The defects of the return as the enterprise's list of work: each leads to its place and takes an answer. */
export function DefectAnswers({ state, onOpen }: AnswersProps) {
  const { filing, draft, change } = state
  const defects = lastDefects(filing)
  if (filing.status !== 'returned' || defects.length === 0) return null
  return (
    <Section title={formWords.defects(defects.length)} note={formWords.defectsNote}>
      <Stack>
        {defects.map(({ seq, place, why, how, basis }) => (
          <FieldGrid key={seq}>
            <div>
              <Button type="link" style={{ padding: 0 }} onClick={() => onOpen(place)}>
                {`${seq}. ${placeLabel(place, filing.asked)}`}
              </Button>
              <div>{`${formWords.why}：${why}`}</div>
              <div>{`${formWords.how}：${how}`}</div>
              {basis ? <div>{`${formWords.basis}：${basis}`}</div> : null}
            </div>
            <Field name={`answers.${seq}`} label={formWords.answer(seq)} optional>
              {(control) => (
                <Input.TextArea
                  {...control}
                  autoSize={{ minRows: 2 }}
                  maxLength={300}
                  value={draft.answers[seq] ?? ''}
                  onChange={(event) => {
                    const { value } = event.target
                    change(({ answers }) => ({ answers: { ...answers, [seq]: value } }))
                  }}
                />
              )}
            </Field>
          </FieldGrid>
        ))}
      </Stack>
    </Section>
  )
}
