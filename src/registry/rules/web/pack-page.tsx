import { Button } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { keepFile } from '#ui/keep-file.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { type ReadPack, readRulePack } from '../contract.ts'
import { describingScope } from '../describe.ts'
import { spanWords } from '../spans.ts'
import { ConditionTree } from './condition-tree.tsx'
import { Differences } from './differences.tsx'
import { FlowPart } from './flow-part.tsx'
import { PackHeader, Versions } from './pack-header.tsx'
import { Exceptions, Items, OtherParts } from './pack-parts.tsx'
import css from './rules.module.css'
import { words } from './words.ts'

/** One pack to read: what it asks, of whom, by which clause, in which steps; and the text it was loaded from. */
export default function PackPage() {
  const { packId, packVersion } = useScreenParams('packId', 'packVersion')
  const filters = useUrlFilters(['with', 'onDate', 'hash'] as const)
  const { onDate, hash } = filters.values
  const read = useNeededOperation(readRulePack, { packId, packVersion: Number(packVersion), onDate, hash })
  const me = useNeededOperation(readMe, {})
  const hasList = me.grant.enterpriseId === null
  const against = filters.values.with
  const { pack, row } = read
  const scope = describingScope(pack, read.onDate)
  const { page } = words
  const asOf = hash ? page.asJudged : read.layers.length > 1 ? page.asOf(read.onDate) : undefined
  const subtitle = asOf ?? `${pack.docNo}，${row.places.join('、')}`
  return (
    <>
      <PageTitle
        title={pack.title}
        {...(hasList && { above: { to: '/rule-packs', label: words.title } })}
        sub={subtitle}
        status={<StatusText boxed status={words.states[row.state]} />}
      />
      <Stack>
        {against ? (
          <Differences read={read} version={Number(against)} onStop={() => filters.set('with', undefined)} />
        ) : null}
        <Columns
          aside={
            <>
              <PackHeader read={read} />
              {hasList ? (
                <Versions of={read.row} onCompare={(version) => filters.set('with', String(version))} />
              ) : null}
            </>
          }
        >
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
              <Items
                items={pack.exclusions.items.map(({ lasts, ...item }) => ({
                  ...item,
                  text: lasts ? page.lasts(item.text, spanWords(lasts)) : item.text,
                }))}
                above={pack.exclusions}
                docNo={pack.docNo}
              />
            </Section>
          ) : null}
          {pack.generalConditions ? (
            <Section title={page.general} note={pack.generalConditions.title}>
              <Items items={pack.generalConditions.items} above={pack.generalConditions} docNo={pack.docNo} />
            </Section>
          ) : null}
          <FlowPart pack={pack} scope={scope} />
          <OtherParts pack={pack} scope={scope} />
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
