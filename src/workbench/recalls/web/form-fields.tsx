import { Button, Checkbox, Input } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import type { PlanField } from '../schemes/contract.ts'
import { words } from './words.ts'

const said = words.scheme

type Props = {
  readonly fields: readonly PlanField[]
  readonly mayWrite: boolean
  readonly onChange: (fields: readonly PlanField[]) => void
}

/** A key that no field of the form has yet. */
function freshKey(fields: readonly PlanField[]): string {
  let n = fields.length + 1
  while (fields.some(({ key }) => key === `own${n}`)) n += 1
  return `own${n}`
}

/** The form of the plan: what it asks for, in groups. */
export function FormFields({ fields, mayWrite, onChange }: Props) {
  const { columns } = said
  const set = (key: string, part: Partial<PlanField>) =>
    onChange(fields.map((each) => (each.key === key ? { ...each, ...part } : each)))
  const text = (row: PlanField, key: 'group' | 'label', label: string) => (
    <Input
      size="small"
      readOnly={!mayWrite}
      value={row[key]}
      aria-label={`${label}：${row.label}`}
      onChange={(event) => set(row.key, { [key]: event.target.value })}
    />
  )
  const add = () =>
    onChange([
      ...fields,
      {
        key: freshKey(fields),
        group: fields.at(-1)?.group ?? '',
        label: '',
        kind: 'long',
        required: false,
        hint: '',
      },
    ])
  return (
    <>
      <DataTable<PlanField>
        caption={said.form}
        rows={fields}
        rowKey={({ key }) => key}
        empty=""
        columns={[
          {
            key: 'group',
            title: columns.group,
            width: 160,
            render: (_, row) => text(row, 'group', columns.group),
          },
          { key: 'label', title: columns.name, render: (_, row) => text(row, 'label', columns.name) },
          {
            key: 'required',
            title: columns.required,
            width: 70,
            render: (_, row) => (
              <Checkbox
                disabled={!mayWrite}
                checked={row.required}
                aria-label={`${columns.required}：${row.label}`}
                onChange={(event) => set(row.key, { required: event.target.checked })}
              />
            ),
          },
          {
            key: 'remove',
            title: '',
            width: 90,
            render: (_, row) =>
              mayWrite ? (
                <Button
                  type="link"
                  size="small"
                  aria-label={`${columns.remove}：${row.label}`}
                  onClick={() => onChange(fields.filter(({ key }) => key !== row.key))}
                >
                  {columns.remove}
                </Button>
              ) : null,
          },
        ]}
      />
      {mayWrite ? (
        <div style={{ padding: 12 }}>
          <Button size="small" onClick={add}>
            {said.add}
          </Button>
        </div>
      ) : null}
    </>
  )
}
