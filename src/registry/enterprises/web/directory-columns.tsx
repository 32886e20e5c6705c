import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import type { Tag } from '#registry/tags/contract.ts'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import { TagText } from '#ui/tag-text.tsx'
import type { EnterpriseRow } from '../contract.ts'
import { industryName } from '../industries.ts'
import { CreditCode } from './credit-code.tsx'
import { words } from './directory-words.ts'

const looks = {
  filed: { icon: 'check-circle', tone: 'success' },
  appointed: { icon: 'clock', tone: 'accent' },
  none: { icon: 'minus-circle', tone: 'muted' },
} as const

/** Whether there is a chief quality officer, or that the enterprise has ended. */
export function stateOf({ cqo, endedAs }: EnterpriseRow): Status | null {
  if (endedAs) return { text: words.ended[endedAs], icon: 'stop', tone: 'muted' }
  return cqo ? { text: words.cqo[cqo], ...looks[cqo] } : null
}

export function EnterpriseLink({ row }: { readonly row: EnterpriseRow }) {
  return (
    <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.id }}>
      {row.name}
    </Link>
  )
}

/** Labels of the own unit on an enterprise. */
export function TagTexts({ tags }: { readonly tags: readonly Tag[] }) {
  return tags.map(({ id, name, tone }) => (
    <span key={id}>
      <TagText name={name} tone={tone} />{' '}
    </span>
  ))
}

type Shown = {
  readonly tagsOf: (row: EnterpriseRow) => readonly Tag[]
  readonly withTags: boolean
  /** Where all are of one unit, the column would say the same in every row. */
  readonly withUnit: boolean
}

export function directoryColumns({ tagsOf, withTags, withUnit }: Shown): TableColumnsType<EnterpriseRow> {
  const { columns } = words
  return [
    { key: 'name', title: columns.name, width: '24%', render: (_, row) => <EnterpriseLink row={row} /> },
    { key: 'creditCode', title: columns.creditCode, width: 186, render: (_, row) => <CreditCode of={row} /> },
    ...(withUnit ? [{ key: 'unit', title: columns.unit, dataIndex: 'unitName' }] : []),
    {
      key: 'industry',
      title: columns.industry,
      render: (_, { industryCode }) =>
        industryCode ? `${industryCode} ${industryName(industryCode) ?? ''}` : words.none,
    },
    { key: 'size', title: columns.size, width: 64, render: (_, { size }) => size ?? words.none },
    {
      key: 'aboveScale',
      title: columns.aboveScale,
      width: 72,
      render: (_, { aboveScale }) => (aboveScale ? words.onList : words.none),
    },
    {
      key: 'cqo',
      title: columns.cqo,
      width: 130,
      render: (_, row) => {
        const state = stateOf(row)
        return state ? <StatusText status={state} /> : words.none
      },
    },
    ...(withTags
      ? [
          {
            key: 'tags',
            title: columns.tags,
            render: (_: unknown, row: EnterpriseRow) => <TagTexts tags={tagsOf(row)} />,
          },
        ]
      : []),
  ]
}
