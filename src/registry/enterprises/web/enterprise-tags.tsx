import { Link } from '@tanstack/react-router'
import { Checkbox, Space } from 'antd'
import { applyTags, listTaggings, listTags } from '#registry/tags/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Muted, Section } from '#ui/section.tsx'
import { TagText } from '#ui/tag-text.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { listEnterprises } from '../contract.ts'
import { words } from './page-words.ts'

type Of = { readonly unitId: string; readonly enterpriseId: string }

/** The own unit's labels on this enterprise, each put on or taken off by its box. */
export function EnterpriseTags({ unitId, enterpriseId }: Of) {
  const tags = useOperation(listTags, { unitId }).data?.rows
  const taggings = useOperation(listTaggings, { unitId, enterpriseIds: enterpriseId })
  const apply = useCommand(applyTags, { invalidates: [listTaggings, listTags, listEnterprises] })
  const on = new Set((taggings.data?.rows ?? []).map(({ tagId }) => tagId))
  const set = (tagId: string, wanted: boolean) => {
    const one = [{ enterpriseId, tagId }]
    apply.mutate({ unitId, add: wanted ? one : [], remove: wanted ? [] : one })
  }
  return (
    <Section
      title={words.tags}
      note={words.tagsNote}
      extra={
        <Link to="/units/$unitId/tags" params={{ unitId }}>
          {words.manageTags}
        </Link>
      }
    >
      <RefusedAlert error={apply.error} />
      {tags?.length === 0 ? <Muted>{words.noTags}</Muted> : null}
      <Space wrap size={16}>
        {tags?.map(({ id, name, tone }) => (
          <Checkbox
            key={id}
            checked={on.has(id)}
            disabled={taggings.isPending || apply.isPending}
            onChange={(event) => set(id, event.target.checked)}
          >
            <TagText name={name} tone={tone} />
          </Checkbox>
        ))}
      </Space>
    </Section>
  )
}
