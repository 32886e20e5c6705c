import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { instant } from '#ui/format.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { listPacks, type PackRow, type ReadPack } from '../contract.ts'
import css from './rules.module.css'
import { words } from './words.ts'

/** What the pack is, where and when it holds, what it rests on. */
export function PackHeader({ read: { pack, row, layers, hash } }: { readonly read: ReadPack }) {
  const { terms, strength, none } = words.page
  const loaded = row.loadedAt === null ? words.notLoaded : `${instant(row.loadedAt)} ${row.loadedBy ?? ''}`
  const above = layers
    .slice(0, -1)
    .map((layer) => `${layer.title}（${words.version(layer.id, layer.version)}）`)
  const basis = pack.basis.map(({ docNo, title }) => `${docNo} ${title}`)
  return (
    <Section title={words.page.header}>
      <Facts
        items={[
          { term: terms.docNo, value: pack.docNo },
          { term: terms.issuer, value: pack.issuer.join('、') },
          { term: terms.places, value: row.places.join('、') },
          { term: terms.span, value: words.span(row.effectiveFrom, row.effectiveTo) },
          { term: terms.strength, value: strength[pack.strength] },
          { term: terms.parent, value: above.join('、') || none },
          { term: terms.basis, value: basis.join('；') || none },
          { term: terms.loaded, value: loaded },
          { term: terms.hash, value: <code className={css.code}>{hash}</code> },
          ...(pack.note ? [{ term: terms.note, value: pack.note }] : []),
        ]}
      />
    </Section>
  )
}

/** The other versions of the same pack, each to read or to compare with. */
export function Versions({
  of,
  onCompare,
}: {
  readonly of: PackRow
  readonly onCompare: (version: number) => void
}) {
  const all = useNeededOperation(listPacks, {}).rows
  const others = all.filter(({ id, version }) => id === of.id && version !== of.version)
  if (others.length === 0) return null
  return (
    <Section title={words.page.versions}>
      <Stack>
        {others.map(({ id, version, state }) => (
          <div key={version}>
            <Link to="/rule-packs/$packId/$packVersion" params={{ packId: id, packVersion: String(version) }}>
              {words.version(id, version)}
            </Link>{' '}
            <Muted small>{words.states[state].text}</Muted>{' '}
            <Button size="small" type="link" onClick={() => onCompare(version)}>
              {words.page.compare(version)}
            </Button>
          </div>
        ))}
      </Stack>
    </Section>
  )
}
