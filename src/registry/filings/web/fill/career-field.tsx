import { Button, Checkbox } from 'antd'
import { Field, FieldGrid } from '#ui/field.tsx'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import type { CareerStage } from '../../form.ts'
import { formWords } from './form-words.ts'

type CareerProps = {
  readonly stages: readonly CareerStage[]
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (stages: CareerStage[]) => void
}

const texts = [
  ['from', formWords.from],
  ['to', formWords.to],
  ['employer', formWords.employer],
  ['post', formWords.post],
] as const

/** 工作简历, stage by stage. */
export function CareerField({ stages, errors, onChange }: CareerProps) {
  const change = (index: number, part: Partial<CareerStage>) =>
    onChange(stages.map((stage, at) => (at === index ? { ...stage, ...part } : stage)))
  return (
    <Stack>
      {stages.map((stage, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stage has no identity but its place
        <Section key={index}>
          <FieldGrid>
            {texts.map(([key, label]) => (
              <Field
                key={key}
                name={`career.${index}.${key}`}
                label={label}
                error={errors[`form.career.${index}.${key}`]}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    value={stage[key] ?? ''}
                    onChange={(text) => change(index, { [key]: key === 'to' && text === '' ? null : text })}
                  />
                )}
              </Field>
            ))}
          </FieldGrid>
          <Checkbox
            checked={stage.quality}
            onChange={(event) => change(index, { quality: event.target.checked })}
          >
            {formWords.quality}
          </Checkbox>
          <Button type="link" onClick={() => onChange(stages.filter((_, at) => at !== index))}>
            {formWords.removeStage}
          </Button>
        </Section>
      ))}
      <div>
        <Button
          id="field-career"
          onClick={() => onChange([...stages, { from: '', to: null, employer: '', post: '', quality: true }])}
        >
          {formWords.addStage}
        </Button>
      </div>
    </Stack>
  )
}
