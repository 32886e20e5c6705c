import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { instant } from '#ui/format.ts'
import { keepFile } from '#ui/keep-file.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { listPacks, type ReadPack, readRulePack } from '../contract.ts'
import { describingScope } from '../describe.ts'
import { ConditionTree } from './condition-tree.tsx'
import { Differences } from './differences.tsx'
import { FlowPart } from './flow-part.tsx'
import { Exceptions, Items, OtherParts } from './pack-parts.tsx'
import css from './rules.module.css'
import { words } from './words.ts'

/** One pack to read: what it asks, of whom, by which clause, in which steps; and the text it was loaded from. */
export default function PackPage() {
  const { packId, packVersion } = useScreenParams('packId', 'packVersion')
  const read = useNeededOperation(readRulePack, { packId, packVersion: Number(packVersion) })
  const filters = useUrlFilters(['with'] as const)
  const against = filters.values.with
  const { pack, row } = read
  const scope = describingScope(pack, read.onDate)
  const { page } = words
  const isChild = read.layers.length > 1
  return (
    <>
      <PageTitle
        title={pack.title}
        above={{ to: '/rule-packs', label: words.title }}
        sub={isChild ? page.asOf(read.onDate) : `${pack.docNo}，${row.places.join('、')}`}
        status={<StatusText boxed status={words.states[row.state]} />}
      />
      <Stack>
        {against ? <Differences read={read} version={Number(against)} onStop={filters.clear} /> : null}
        <Columns aside={<Aside read={read} onCompare={(version) => filters.set('with', String(version))} />}>
          <Section title={page.conditions} note={page.conditionsNote}>
            <ConditionTree
              conditions={pack.qualification}
              scope={scope}
              above={{ clause: null, docNo: pack.docNo, strength: pack.strength }}
            />
          </Section>
          <Exceptions pack={pack} scope={scope} />
          {pack.exclusions ? (
            <Section title={page.exclusions} note={pack.exclusions.title}>
              <Items items={pack.exclusions.items} above={pack.exclusions} docNo={pack.docNo} />
            </Section>
          ) : null}
          {pack.generalConditions ? (
            <Section title={page.general} note={pack.generalConditions.title}>
              <Items items={pack.generalConditions.items} above={pack.generalConditions} docNo={pack.docNo} />
            </Section>
          ) : null}
          <FlowPart pack={pack} scope={scope} />
          <OtherParts pack={pack} />
          <Section
            title={page.text}
            extra={
              <Button size="small" onClick={() => saveText(read)}>
                {page.download}
              </Button>
            }
          >
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
            <pre className={css.text} tabIndex={0}>
              {read.text}
            </pre>
          </Section>
        </Columns>
      </Stack>
    </>
  )
}

function saveText({ text, row }: ReadPack) {
  keepFile(new TextEncoder().encode(text), 'application/yaml', `${row.id}-${row.version}.yaml`)
}

function Aside({
  read,
  onCompare,
}: {
  readonly read: ReadPack
  readonly onCompare: (version: number) => void
}) {
  const { pack, row, layers, hash } = read
  const { terms, strength, none } = words.page
  const all = useNeededOperation(listPacks, {}).rows
  const others = all.filter(({ id, version }) => id === row.id && version !== row.version)
  const loaded = row.loadedAt === null ? words.notLoaded : `${instant(row.loadedAt)} ${row.loadedBy ?? ''}`
  const above = layers
    .slice(0, -1)
    .map((layer) => `${layer.title}（${words.version(layer.id, layer.version)}）`)
  return (
    <Stack>
      <Section title={words.page.header}>
        <Facts
          items={[
            { term: terms.docNo, value: pack.docNo },
            { term: terms.issuer, value: pack.issuer.join('、') },
            { term: terms.places, value: row.places.join('、') },
            { term: terms.span, value: words.span(row.effectiveFrom, row.effectiveTo) },
            { term: terms.strength, value: strength[pack.strength] },
            { term: terms.parent, value: above.join('、') || none },
            {
              term: terms.basis,
              value: pack.basis.map(({ docNo, title }) => `${docNo} ${title}`).join('；') || none,
            },
            { term: terms.loaded, value: loaded },
            { term: terms.hash, value: <code className={css.code}>{hash}</code> },
            ...(pack.note ? [{ term: terms.note, value: pack.note }] : []),
          ]}
        />
      </Section>
      {others.length > 0 ? (
        <Section title={words.page.versions}>
          <Stack>
            {others.map(({ id, version, state }) => (
              <div key={version}>
                <Link
                  to="/rule-packs/$packId/$packVersion"
                  params={{ packId: id, packVersion: String(version) }}
                >
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
      ) : null}
    </Stack>
  )
}
