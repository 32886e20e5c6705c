import { useNavigate } from '@tanstack/react-router'
import { Button, Flex, Modal, Select } from 'antd'
import { useState } from 'react'
import {
  findListViews,
  type ListView,
  removeListView,
  saveListView,
} from '#platform/ledger/views-contract.ts'
import { RefusedAlert } from '../fault.tsx'
import { Field } from '../field.tsx'
import { problemOf } from '../problem.ts'
import { stringifySearch } from '../search-params.ts'
import { Stack } from '../section.tsx'
import { TextInput } from '../text-input.tsx'
import { useCommand, useOperation } from '../use-operation.ts'
import { words as uiWords } from '../words.ts'
import { words } from './words.ts'

type Props = {
  readonly enterpriseId: string
  /** Name of the list's operation. */
  readonly list: string
  /** Filters and order as they are now. */
  readonly values: Readonly<Record<string, string | undefined>>
}

/** The reader's own views of a list: to open, to keep what is on screen as one, to remove. */
export function ListViews({ enterpriseId, list, values }: Props) {
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const views = useOperation(findListViews, { enterpriseId, list }).data?.rows ?? []
  const query = stringifySearch(values).slice(1)
  const current = views.find((view) => view.query === query)
  const show = (id: string) => {
    const view = views.find((each) => each.id === id)
    const search = Object.fromEntries(new URLSearchParams(view?.query ?? ''))
    void navigate({ to: '.', search: search as never, replace: true })
  }
  return (
    <>
      {views.length > 0 ? (
        <Select
          aria-label={words.views.mine}
          style={{ width: 148 }}
          popupMatchSelectWidth={false}
          placeholder={words.views.mine}
          value={current?.id ?? null}
          options={views.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id: string | null) => id && show(id)}
        />
      ) : null}
      {views.length > 0 || query !== '' ? (
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          {views.length > 0 ? words.views.keep : words.views.save}
        </Button>
      ) : null}
      {open ? (
        <Keep
          of={{ enterpriseId, list }}
          views={views}
          query={query}
          name={current?.name ?? ''}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}

type KeepProps = {
  readonly of: { readonly enterpriseId: string; readonly list: string }
  readonly views: readonly ListView[]
  readonly query: string
  readonly name: string
  readonly onClose: () => void
}

function Keep({ of, views, query, name: begin, onClose }: KeepProps) {
  const [name, setName] = useState(begin)
  const save = useCommand(saveListView, { invalidates: [findListViews], onDone: onClose })
  const remove = useCommand(removeListView, { invalidates: [findListViews] })
  const error = save.error ?? remove.error
  const errors = save.error ? (problemOf(save.error).errors ?? []) : []
  return (
    <Modal
      open
      title={words.views.save}
      onCancel={onClose}
      closable={{ 'aria-label': uiWords.close }}
      cancelText={uiWords.close}
      okText={words.save}
      okButtonProps={{ loading: save.isPending, disabled: query === '' }}
      onOk={() => save.mutate({ ...of, name, query })}
    >
      <Stack>
        {error && errors.length === 0 ? <RefusedAlert error={error} /> : null}
        <Field
          name="view.name"
          label={words.views.name}
          hint={query === '' ? words.views.nothing : words.views.how}
          error={errors[0]?.message}
        >
          {(control) => <TextInput {...control} value={name} onChange={setName} />}
        </Field>
        {views.map((view) => (
          <Flex key={view.id} justify="space-between" align="center">
            <span>{view.name}</span>
            <Button
              type="link"
              size="small"
              danger
              aria-label={words.views.remove(view.name)}
              onClick={() => remove.mutate({ enterpriseId: of.enterpriseId, viewId: view.id })}
            >
              {words.views.removeShort}
            </Button>
          </Flex>
        ))}
      </Stack>
    </Modal>
  )
}
