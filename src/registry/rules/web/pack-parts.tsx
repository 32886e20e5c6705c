import { DataTable } from '#ui/data-table.tsx'
import { Facts, Muted, Section } from '#ui/section.tsx'
import { citedBelow } from '../cited.ts'
import { walkConditions } from '../condition.ts'
import { describeTest, describeValue } from '../describe.ts'
import { remainingTest } from '../lowered.ts'
import type { PackShape } from '../pack-shape.ts'
import type { Scope } from '../vocabulary.ts'
import { Source } from './condition-tree.tsx'
import css from './rules.module.css'
import { words } from './words.ts'

const { page } = words

type Cited = {
  readonly clause: string | null
  readonly docNo?: string | undefined
  readonly note?: string | undefined
}
type Item = Cited & { readonly id: string; readonly text: string }

/** Items with their clause; what an item does not cite it takes from its section. */
export function Items({
  items,
  above,
  docNo,
}: {
  readonly items: readonly Item[]
  readonly above: Cited
  readonly docNo: string
}) {
  const section = { clause: above.clause, docNo: above.docNo ?? docNo }
  return (
    <ol className={css.items}>
      {items.map((item) => (
        <li key={item.id}>
          {item.text}
          <Source {...citedBelow(item, section)} {...(item.note && { extra: item.note })} />
        </li>
      ))}
    </ol>
  )
}

/** 视同 and 放宽: what softens the conditions. */
export function Exceptions({ pack, scope }: { readonly pack: PackShape; readonly scope: Scope }) {
  const titles = new Map<string, string>()
  walkConditions(pack.qualification, ({ id, title }) => titles.set(id, title))
  const { correspondences, relaxations } = pack
  return (
    <>
      {correspondences.length > 0 ? (
        <Section title={page.correspondences}>
          <ol className={css.items}>
            {correspondences.map(({ id, from, to, when, clause, docNo = pack.docNo }) => (
              <li key={id}>
                {page.correspondence(describeTest(from, scope), describeValue(to.fact, to.value, scope))}
                {when ? <div className={css.group}>{page.when(describeTest(when, scope))}</div> : null}
                <Source clause={clause} docNo={docNo} />
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      {relaxations.length > 0 ? (
        <Section title={page.relaxations}>
          <ol className={css.items}>
            {relaxations.map((relaxation) => (
              <li key={relaxation.id}>
                {relaxation.title}
                <div className={css.group}>{relaxationWords(relaxation, titles, scope)}</div>
                <Source
                  clause={relaxation.clause}
                  docNo={relaxation.docNo ?? pack.docNo}
                  {...(relaxation.note && { extra: relaxation.note })}
                />
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
    </>
  )
}

function relaxationWords(
  { when, conditions, provided, by, reasonRequired }: PackShape['relaxations'][number],
  titles: ReadonlyMap<string, string>,
  scope: Scope,
): string {
  const name = (id: string) => titles.get(id) ?? id
  return [
    ...(when ? [page.when(describeTest(when, scope))] : []),
    ...conditions.map((relaxed) => {
      const to = remainingTest(relaxed, scope)
      return page.relaxed(name(relaxed.id), to && describeTest(to, scope))
    }),
    ...(provided.length > 0 ? [page.provided(provided.map(name).join('、'))] : []),
    by.length > 0 ? page.by(by.map((level) => page.levels[level]).join('、')) : page.byResponsible,
    ...(reasonRequired ? [page.reason] : []),
  ].join('；')
}

/** The sections that do not decide on a person. */
export function OtherParts({ pack, scope }: { readonly pack: PackShape; readonly scope: Scope }) {
  const { docNo } = pack
  const listed = (items: readonly (Cited & { id: string; title: string })[]) => (
    <Items
      items={items.map((item) => ({ ...item, text: item.title }))}
      above={{ clause: null }}
      docNo={docNo}
    />
  )
  return (
    <>
      {pack.facts.length > 0 ? <FactTable pack={pack} /> : null}
      {pack.powers.length > 0 ? (
        <Section title={page.powers}>
          {listed(
            pack.powers.map((power) => ({
              ...power,
              title: power.title + (power.veto ? page.vetoMark : ''),
            })),
          )}
        </Section>
      ) : null}
      {pack.training ? <Training training={pack.training} docNo={docNo} /> : null}
      {pack.certificates.length > 0 ? (
        <Section title={page.certificates}>
          {listed(
            pack.certificates.map((kind) => ({
              ...kind,
              id: kind.type,
              title: `${kind.title}，${page.validMonths(kind.validMonths)}`,
            })),
          )}
        </Section>
      ) : null}
      {pack.lists.length > 0 ? (
        <Section title={page.lists}>
          {listed(
            pack.lists.map((list) => ({ ...list, id: list.code, title: page.listed(list.title, list.code) })),
          )}
        </Section>
      ) : null}
      {pack.targets.length > 0 ? (
        <Section title={page.targets}>
          {listed(pack.targets.map((target) => ({ ...target, title: targetWords(target, scope) })))}
        </Section>
      ) : null}
      {pack.milestones.length > 0 ? (
        <Section title={page.milestones}>{listed(pack.milestones)}</Section>
      ) : null}
      {pack.termination ? (
        <Section title={page.termination}>
          <Items items={pack.termination.reasons} above={pack.termination} docNo={docNo} />
        </Section>
      ) : null}
      {pack.awardPriority ? (
        <Section title={page.award}>
          {pack.awardPriority.text}
          <Source clause={pack.awardPriority.clause} docNo={pack.awardPriority.docNo ?? docNo} />
        </Section>
      ) : null}
      {pack.provisions.length > 0 ? (
        <Section title={page.provisions}>
          <Items items={pack.provisions} above={{ clause: null }} docNo={docNo} />
        </Section>
      ) : null}
      {pack.numbering ? (
        <Section title={page.numbering}>
          <code className={css.code}>{pack.numbering.pattern}</code>
          <Source
            clause={pack.numbering.clause}
            docNo={pack.numbering.docNo ?? docNo}
            {...(pack.numbering.note && { extra: pack.numbering.note })}
          />
        </Section>
      ) : null}
    </>
  )
}

/** A target as its document sets it: how much, by when, for whom, how strictly. */
function targetWords(
  { title, value, unit, dueDate, when, strength }: PackShape['targets'][number],
  scope: Scope,
) {
  const amount = value === null ? page.notSet : page.amounts[unit](value)
  return [
    title,
    amount,
    page.due(dueDate),
    ...(when ? [page.when(describeTest(when, scope))] : []),
    page.strength[strength],
  ].join('；')
}

function FactTable({ pack }: { readonly pack: PackShape }) {
  const { factColumns: columns } = page
  const source = ({ clause, docNo = pack.docNo }: Cited) => `${docNo} ${clause ?? page.noClause}`
  return (
    <Section flush title={page.facts}>
      <DataTable
        caption={page.facts}
        rows={pack.facts}
        rowKey={({ key }) => key}
        empty=""
        columns={[
          {
            key: 'label',
            title: columns.label,
            render: (_, fact) => (
              <>
                {fact.label} <Muted small>{fact.key}</Muted>
              </>
            ),
          },
          { key: 'type', title: columns.type, render: (_, { type }) => page.types[type] },
          {
            key: 'required',
            title: columns.required,
            render: (_, { required }) => (required ? page.yes : page.no),
          },
          { key: 'evidence', title: columns.evidence, render: (_, { evidence }) => evidence ?? page.none },
          { key: 'source', title: columns.source, render: (_, fact) => source(fact) },
        ]}
        phoneRow={(fact) => ({ name: fact.label, meta: source(fact), status: page.types[fact.type] })}
      />
    </Section>
  )
}

function Training({
  training,
  docNo,
}: {
  readonly training: NonNullable<PackShape['training']>
  readonly docNo: string
}) {
  const terms = page.trainingTerms
  const shown = (value: number | null) => (value === null ? page.notSet : String(value))
  const { organisedBy } = training
  const modes = training.modes
    .map(({ mode, organiser }) => page.mode(page.modes[mode], page.levels[organiser]))
    .join('、')
  return (
    <Section title={page.training}>
      <Facts
        items={[
          { term: terms.initialHours, value: shown(training.initialHours) },
          { term: terms.ceHoursPerYear, value: shown(training.ceHoursPerYear) },
          { term: terms.organisedBy, value: organisedBy === null ? page.notSet : page.levels[organisedBy] },
          { term: terms.modes, value: modes || page.notSet },
          { term: terms.exam, value: page.exam(training.exam.required) },
          { term: terms.passScore, value: shown(training.exam.passScore) },
          { term: terms.retakes, value: shown(training.exam.retakes) },
        ]}
      />
      <Source
        clause={training.clause}
        docNo={training.docNo ?? docNo}
        {...(training.note && { extra: training.note })}
      />
    </Section>
  )
}
