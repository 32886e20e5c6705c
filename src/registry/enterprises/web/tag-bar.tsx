import { Link } from '@tanstack/react-router'
import { Button, Select, Space } from 'antd'
import { useState } from 'react'
import { applyTags, listTaggings, listTags, type Tag, type Tagging } from '#registry/tags/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { listEnterprises } from '../contract.ts'
import { words } from './directory-words.ts'

export type TagDeed = {
  readonly said: string
  readonly added: readonly Tagging[]
  readonly removed: readonly Tagging[]
}

const touched = { invalidates: [listTaggings, listTags, listEnterprises] }

type TagBarProps = {
  readonly unitId: string
  readonly tags: readonly Tag[]
  readonly chosen: readonly string[]
  readonly onDone: (deed: TagDeed) => void
}

/** Puts a label on the selected enterprises, or takes it off. */
export function TagBar({ unitId, tags, chosen, onDone }: TagBarProps) {
  const [tagId, setTagId] = useState<string | null>(null)
  const tag = tags.find(({ id }) => id === tagId)
  const apply = useCommand(applyTags, {
    ...touched,
    onDone: ({ added, removed }) => {
      const name = tag?.name ?? ''
      const said =
        added.length > 0
          ? words.tagged(name, added.length)
          : removed.length > 0
            ? words.untagged(name, removed.length)
            : words.nothingChanged
      onDone({ said, added, removed })
    },
  })
  if (tags.length === 0) {
    return (
      <span>
        {words.noTags}
        <Link to="/units/$unitId/tags" params={{ unitId }} className="opens-list">
          {words.manageTags}
        </Link>
      </span>
    )
  }
  const taggings = () => chosen.map((enterpriseId) => ({ enterpriseId, tagId: tagId ?? '' }))
  return (
    <Space wrap size={8}>
      <Select
        aria-label={words.tag}
        placeholder={words.tag}
        style={{ width: 160 }}
        value={tagId}
        options={tags.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setTagId}
      />
      <Button
        disabled={!tag}
        loading={apply.isPending}
        onClick={() => apply.mutate({ unitId, add: taggings(), remove: [] })}
      >
        {words.putOn}
      </Button>
      <Button
        disabled={!tag}
        loading={apply.isPending}
        onClick={() => apply.mutate({ unitId, add: [], remove: taggings() })}
      >
        {words.takeOff}
      </Button>
      {apply.error ? <RefusedAlert error={apply.error} /> : null}
    </Space>
  )
}

/** What was done, with the way back: exactly what was changed is changed again. */
export function TagUndo({
  unitId,
  deed,
  onUndone,
}: {
  readonly unitId: string
  readonly deed: TagDeed
  readonly onUndone: (said: string) => void
}) {
  const undo = useCommand(applyTags, { ...touched, onDone: () => onUndone(words.undone) })
  const changed = deed.added.length + deed.removed.length > 0
  return (
    <Space wrap size={8} style={{ padding: '8px 16px' }}>
      <span role="status">{deed.said}</span>
      {changed ? (
        <Button
          size="small"
          loading={undo.isPending}
          onClick={() => undo.mutate({ unitId, add: [...deed.removed], remove: [...deed.added] })}
        >
          {words.undo}
        </Button>
      ) : null}
      {undo.error ? <RefusedAlert error={undo.error} /> : null}
    </Space>
  )
}
