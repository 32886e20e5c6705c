import { Link } from '@tanstack/react-router'
import { Button, Popconfirm, Select, Space } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { TagText } from '#ui/tag-text.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { changeTag, createTag, deleteTag, listTags, type Tag, TagTone } from '../contract.ts'
import { words } from './words.ts'

/** The labels of the unit: made, renamed and ended here, put on enterprises in the directory. */
export default function TagsPage() {
  const of = useScreenParams('unitId')
  const list = useOperation(listTags, of)
  const [edited, setEdited] = useState<Tag | null>(null)
  const { columns } = words
  return (
    <>
      <PageTitle title={words.title} above={{ to: '/enterprises', label: words.back }} sub={words.sub} />
      <Stack>
        <Section flush>
          <RefusedAlert error={list.error} />
          <DataTable
            caption={words.caption}
            rows={list.data?.rows ?? []}
            rowKey={({ id }) => id}
            loading={list.isPending}
            empty={<EmptyState text={words.empty} />}
            minWidth={420}
            columns={[
              { key: 'name', title: columns.name, render: (_, tag) => <TagText {...tag} /> },
              { key: 'enterprises', title: columns.enterprises, render: (_, tag) => <Bearers tag={tag} /> },
              {
                key: 'deeds',
                title: columns.deeds,
                width: 160,
                render: (_, tag) => <Deeds of={of} tag={tag} onEdit={() => setEdited(tag)} />,
              },
            ]}
            phoneRow={(tag) => ({
              name: <TagText {...tag} />,
              meta: <Bearers tag={tag} />,
              status: <Deeds of={of} tag={tag} onEdit={() => setEdited(tag)} />,
            })}
          />
        </Section>
        <Section title={edited ? words.edit(edited.name) : words.create}>
          <TagForm key={edited?.id ?? 'new'} of={of} tag={edited} onDone={() => setEdited(null)} />
        </Section>
      </Stack>
    </>
  )
}

function Bearers({ tag }: { readonly tag: Tag }) {
  return (
    <Link to="/enterprises" search={{ tagId: tag.id } as never}>
      {words.enterprises(tag.enterprises)}
    </Link>
  )
}

type OfUnit = { readonly unitId: string }

function Deeds({ of, tag, onEdit }: { readonly of: OfUnit; readonly tag: Tag; readonly onEdit: () => void }) {
  const remove = useCommand(deleteTag, { invalidates: [listTags] })
  return (
    <Space size={4}>
      <Button type="link" size="small" aria-label={words.edit(tag.name)} onClick={onEdit}>
        {words.change}
      </Button>
      <Popconfirm
        title={words.removeAsk(tag.enterprises)}
        okText={words.remove}
        cancelText={words.cancel}
        onConfirm={() => remove.mutate({ ...of, tagId: tag.id })}
      >
        <Button type="link" size="small" loading={remove.isPending}>
          {words.remove}
        </Button>
      </Popconfirm>
    </Space>
  )
}

type FormProps = { readonly of: OfUnit; readonly tag: Tag | null; readonly onDone: () => void }

function TagForm({ of, tag, onDone }: FormProps) {
  const [name, setName] = useState(tag?.name ?? '')
  const [tone, setTone] = useState<TagTone>(tag?.tone ?? 'blue')
  const touched = {
    invalidates: [listTags],
    onDone: () => {
      setName('')
      onDone()
    },
  }
  const create = useCommand(createTag, touched)
  const change = useCommand(changeTag, touched)
  const command = tag ? change : create
  const errors = command.error ? (problemOf(command.error).errors ?? []) : []
  const save = () =>
    tag ? change.mutate({ ...of, tagId: tag.id, name, tone }) : create.mutate({ ...of, name, tone })
  return (
    <Stack>
      {command.error && errors.length === 0 ? <RefusedAlert error={command.error} /> : null}
      <FieldGrid>
        <Field
          name="name"
          label={words.name}
          hint={words.nameHint}
          error={errors.find(({ path }) => path === 'name')?.message}
        >
          {(control) => <TextInput {...control} value={name} onChange={setName} onPressEnter={save} />}
        </Field>
        <Field name="tone" label={words.tone}>
          {(control) => (
            <Select
              {...control}
              value={tone}
              options={TagTone.options.map((value) => ({ value, label: words.tones[value] }))}
              onChange={setTone}
            />
          )}
        </Field>
      </FieldGrid>
      <Space>
        <Button type="primary" loading={command.isPending} onClick={save}>
          {words.save}
        </Button>
        {tag ? <Button onClick={onDone}>{words.cancel}</Button> : null}
        <TagText name={name || words.sample} tone={tone} />
      </Space>
    </Stack>
  )
}
