import { Button, Select } from 'antd'
import { Field, FieldGrid } from '#ui/field.tsx'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { type GoalRow, type MeasureRow, newGoal, newMeasure } from './strategy-draft.ts'
import { words } from './words.ts'

const { strategy: said } = words

type RowsProps<Row> = {
  readonly rows: readonly Row[]
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (rows: readonly Row[]) => void
}

type Cell = { readonly key: 'text' | 'target' | 'who' | 'by'; readonly label: string; readonly hint?: string }
const by: Cell = { key: 'by', label: said.by, hint: words.dateHint }

/** Goals: what, measured how, until when, and of which field. */
export function GoalRows({ rows, errorOf, onChange }: RowsProps<GoalRow>) {
  const set = (row: GoalRow, part: Partial<GoalRow>) =>
    onChange(rows.map((each) => (each === row ? { ...each, ...part } : each)))
  const cells: Cell[] = [{ key: 'text', label: said.goal }, { key: 'target', label: said.target }, by]
  return (
    <Section title={said.parts.goals}>
      <Stack>
        {rows.map((row, at) => (
          <FieldGrid key={row.key}>
            {cells.map((cell) => (
              <RowField
                key={cell.key}
                path={`content.goals.${at}.${cell.key}`}
                cell={cell}
                at={at}
                value={row[cell.key as 'text' | 'target' | 'by']}
                errorOf={errorOf}
                onChange={(value) => set(row, { [cell.key]: value })}
              />
            ))}
            <Field name={`content.goals.${at}.field`} label={said.numbered(said.field, at + 1)}>
              {(control) => (
                <Select
                  {...control}
                  value={row.field}
                  options={Object.entries(said.fields).map(([value, label]) => ({ value, label }))}
                  onChange={(field: string) => set(row, { field: field as GoalRow['field'] })}
                />
              )}
            </Field>
            <Remove
              label={said.remove(said.goal, at + 1)}
              onClick={() => onChange(rows.filter((each) => each !== row))}
            />
          </FieldGrid>
        ))}
        <div>
          <Button disabled={rows.length >= 50} onClick={() => onChange([...rows, newGoal()])}>
            {said.addGoal}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}

/** Measures: what, by whom, until when. */
export function MeasureRows({ rows, errorOf, onChange }: RowsProps<MeasureRow>) {
  const set = (row: MeasureRow, part: Partial<MeasureRow>) =>
    onChange(rows.map((each) => (each === row ? { ...each, ...part } : each)))
  const cells: Cell[] = [{ key: 'text', label: said.measure }, { key: 'who', label: said.who }, by]
  return (
    <Section title={said.parts.measures}>
      <Stack>
        {rows.map((row, at) => (
          <FieldGrid key={row.key}>
            {cells.map((cell) => (
              <RowField
                key={cell.key}
                path={`content.measures.${at}.${cell.key}`}
                cell={cell}
                at={at}
                value={row[cell.key as 'text' | 'who' | 'by']}
                errorOf={errorOf}
                onChange={(value) => set(row, { [cell.key]: value })}
              />
            ))}
            <Remove
              label={said.remove(said.measure, at + 1)}
              onClick={() => onChange(rows.filter((each) => each !== row))}
            />
          </FieldGrid>
        ))}
        <div>
          <Button disabled={rows.length >= 50} onClick={() => onChange([...rows, newMeasure()])}>
            {said.addMeasure}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}

type FieldProps = {
  readonly path: string
  readonly cell: Cell
  readonly at: number
  readonly value: string
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (value: string) => void
}

function RowField({ path, cell, at, value, errorOf, onChange }: FieldProps) {
  return (
    <Field
      name={path}
      label={said.numbered(cell.label, at + 1)}
      optional={cell.key !== 'text'}
      error={errorOf(path)}
      hint={cell.hint}
    >
      {(control) => <TextInput {...control} value={value} onChange={onChange} />}
    </Field>
  )
}

function Remove({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <div>
      <Button type="link" size="small" style={{ padding: 0 }} onClick={onClick}>
        {label}
      </Button>
    </div>
  )
}
