import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import type { FileRules } from '#ui/file-rules.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { operationKey } from '#ui/use-operation.ts'
import { checkRulePack, listPacks, loadRulePack, type PackCheck } from '../contract.ts'
import css from './rules.module.css'
import { words } from './words.ts'

const packRules: FileRules = {
  kinds: ['YAML'],
  mediaTypes: [
    'application/yaml',
    'application/x-yaml',
    'text/yaml',
    'text/x-yaml',
    'text/plain',
    '.yaml',
    '.yml',
  ],
  megabytes: 0.25,
}

type Checked = { readonly file: File; readonly check: PackCheck }

/** Choose a file, see what is wrong with it line by line, then load it. */
export function LoadPanel() {
  const [checked, setChecked] = useState<Checked | null>(null)
  const [loaded, setLoaded] = useState<string | null>(null)
  const { upload } = words
  return (
    <Section title={upload.title}>
      <Stack>
        <div>{upload.how}</div>
        <Muted small>{upload.recipe}</Muted>
        <a href="/recipes/add-a-rule-pack" target="_blank" rel="noreferrer">
          {upload.recipeLink}
        </a>
        <FileDrop
          label={upload.file}
          rules={packRules}
          upload={(file, options) => uploadBytes(checkRulePack, {}, file, options)}
          onUploaded={(check, file) => {
            setLoaded(null)
            setChecked({ file, check })
          }}
        />
        {checked ? (
          <Outcome
            checked={checked}
            onLoaded={(name) => {
              setChecked(null)
              setLoaded(name)
            }}
          />
        ) : null}
        {loaded ? <Alert type="success" showIcon title={upload.loaded(loaded)} role="status" /> : null}
      </Stack>
    </Section>
  )
}

function Outcome({
  checked,
  onLoaded,
}: {
  readonly checked: Checked
  readonly onLoaded: (name: string) => void
}) {
  const { check, file } = checked
  const { upload } = words
  if (check.problems.length > 0 || check.pack === null) return <Problems check={check} />
  const { pack, kept } = check
  const name = words.version(pack.id, pack.version)
  if (kept === 'same') return <Alert type="info" showIcon title={upload.same(name)} role="status" />
  if (kept === 'conflict') return <Alert type="warning" showIcon title={upload.conflict(name)} role="alert" />
  const until = upload.until(pack.places.join('、'), words.span(pack.effectiveFrom, pack.effectiveTo))
  return (
    <div className={css.ready} role="status">
      <div>
        {upload.right(name)}
        {until}
        {check.hints.length > 0 ? (
          <>
            <div>{upload.hints}</div>
            <ul>
              {check.hints.map(({ line, column, key, reason, remedy }) => (
                <li key={`${line}:${column} ${reason}`}>
                  {upload.hint(`${line}:${column} ${key}`, reason, remedy)}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
      <LoadButton file={file} onLoaded={() => onLoaded(name)} />
    </div>
  )
}

function LoadButton({ file, onLoaded }: { readonly file: File; readonly onLoaded: () => void }) {
  const queries = useQueryClient()
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })
  const load = async () => {
    setState({ busy: true, error: null })
    try {
      await uploadBytes(loadRulePack, {}, file)
      await queries.invalidateQueries({ queryKey: operationKey(listPacks) })
      onLoaded()
    } catch (error) {
      setState({ busy: false, error })
    }
  }
  return (
    <>
      <Button type="primary" loading={state.busy} onClick={() => void load()}>
        {words.upload.load}
      </Button>
      <RefusedAlert error={state.error as Error | null} />
    </>
  )
}

function Problems({ check }: { readonly check: PackCheck }) {
  const { upload } = words
  const { columns } = upload
  const place = (row: PackCheck['problems'][number]) => `${row.line}:${row.column}`
  return (
    <Stack>
      <Alert type="error" showIcon title={upload.found(check.problems.length)} role="alert" />
      <DataTable
        caption={upload.problems}
        rows={[...check.problems]}
        rowKey={(row) => `${place(row)} ${row.key} ${row.reason}`}
        empty=""
        columns={[
          { key: 'place', title: columns.place, width: 90, render: (_, row) => place(row) },
          {
            key: 'key',
            title: columns.key,
            width: 220,
            render: (_, row) => (row.key === '' ? upload.whole : <code className={css.code}>{row.key}</code>),
          },
          { key: 'reason', title: columns.reason, width: 260, dataIndex: 'reason' },
          { key: 'remedy', title: columns.remedy, dataIndex: 'remedy' },
        ]}
        phoneRow={(row) => ({ name: row.reason, meta: `${place(row)} ${row.key} ${row.remedy}` })}
      />
    </Stack>
  )
}
