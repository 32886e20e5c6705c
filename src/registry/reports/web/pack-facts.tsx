import { instant } from '#ui/format.ts'
import { type Fact, Facts, Section } from '#ui/section.tsx'
import type { Pack } from '../contract.ts'
import { words } from './words.ts'

/** Everything one must know to get the same numbers again, and who vouches for them. */
export function PackFacts({ pack }: { readonly pack: Pack }) {
  return (
    <Section title={words.pack.facts}>
      <Facts items={[...heads(pack), ...bases(pack), ...proofs(pack)]} />
    </Section>
  )
}

function heads(pack: Pack): Fact[] {
  const { pack: said } = words
  return [
    { term: words.period, value: pack.period.label },
    { term: words.fields.asOf, value: pack.asOf },
    { term: said.knownAt, value: instant(pack.knownAt) },
    { term: said.people, value: [pack.filledBy, pack.reviewedBy].filter(Boolean).join('、') },
    ...(pack.phone ? [{ term: said.phone, value: pack.phone }] : []),
    ...(pack.remarks ? [{ term: said.remarks, value: pack.remarks }] : []),
    ...(pack.delivery ? [{ term: words.how, value: words.delivery[pack.delivery] }] : []),
  ]
}

function bases(pack: Pack): Fact[] {
  const { pack: said } = words
  const { rule } = pack
  const lists = pack.rosters.filter(({ state }) => state !== 'missing')
  return [
    { term: said.rule, value: rule ? `${rule.docNo}（${rule.id} 第 ${rule.version} 版）` : said.noRule },
    {
      term: said.lists,
      value:
        lists.length === 0
          ? said.listStates.missing
          : lists.map(({ unit, name, no, effectiveOn, state }) => (
              <div key={`${unit.code} ${name} ${no}`}>
                {unit.name}：{said.listOf(name, no, effectiveOn)}
                {state === 'old' ? `，${said.listStates.old}` : ''}
              </div>
            )),
    },
    { term: said.base, value: pack.base ? said.since(pack.base) : said.firstTime },
    { term: said.previous, value: pack.previous ?? said.none },
    ...(pack.parts.length > 0
      ? [
          {
            term: said.parts,
            value: pack.parts.map(({ unitName, number, sha256 }) => (
              <div key={sha256}>
                {unitName}：{number}
              </div>
            )),
          },
        ]
      : []),
  ]
}

function proofs(pack: Pack): Fact[] {
  const { pack: said } = words
  if (pack.status === 'draft') return []
  const answered = pack.answeredAt
    ? `${words.statuses[pack.status]}　${instant(pack.answeredAt)}　${pack.answeredBy ?? ''}`
    : words.statuses.sent
  return [
    { term: said.sentAt, value: instant(pack.sentAt) },
    { term: said.answered, value: answered },
    { term: said.key, value: pack.spoken ?? said.none },
    { term: said.sha256, value: <span style={{ wordBreak: 'break-all' }}>{pack.sha256}</span> },
  ]
}
