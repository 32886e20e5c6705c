import { Button, Flex, Input } from 'antd'
import { instant, today } from '#ui/format.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { type VerbField, VerbForm } from '#ui/verb-form.tsx'
import { handleIncident, investigateIncident } from '../contract.ts'
import { causeFactors } from '../ledgers.ts'
import { ofCourse, type Part, touched, Written } from './facts.tsx'
import { type Bones, bonesOf, causesOf } from './fishbone.ts'
import { words } from './words.ts'

/** 处置: what was done at once. */
export function HandlingPart({ course }: Part) {
  const { handling } = course
  const said = words.handling
  const form = course.may.includes('handle') ? (
    <VerbForm
      invalidates={touched}
      op={handleIncident}
      button={handling ? said.again : said.write}
      primary={!handling}
      begin={{ text: handling?.text ?? '', on: handling?.on ?? today() }}
      inputOf={(draft) => ({ ...ofCourse(course), ...draft })}
      fields={[
        { key: 'text', label: said.text, as: 'text' },
        { key: 'on', label: said.on, as: 'date' },
      ]}
    />
  ) : null
  return (
    <Section title={said.title} extra={form}>
      {handling ? (
        <>
          <p>
            {handling.on}　<Written text={handling.text} />
          </p>
          <Muted small>{words.signed(handling.byName, instant(handling.at))}</Muted>
        </>
      ) : (
        <Muted>{said.empty}</Muted>
      )}
    </Section>
  )
}

/** 调查: the chain of 5 Why and the causes of the fishbone, down to the root. */
export function InvestigationPart({ course }: Part) {
  const { investigation, may } = course
  const said = words.investigation
  if (!investigation && !may.includes('investigate')) return null
  return (
    <Section title={said.title} extra={may.includes('investigate') ? <Investigate course={course} /> : null}>
      {investigation ? (
        <Stack>
          <Whys whys={investigation.whys} />
          <Fishbone bones={bonesOf(investigation.causes)} />
          <Facts
            items={[
              { term: said.rootCause, value: <Written text={investigation.rootCause} /> },
              { term: said.factor, value: causeFactors[investigation.factor] },
              { term: said.investigators, value: investigation.investigators || words.none },
              { term: said.on, value: investigation.on },
            ]}
          />
          <Muted small>{words.signed(investigation.byName, instant(investigation.at))}</Muted>
        </Stack>
      ) : (
        <Muted>{said.empty}</Muted>
      )}
    </Section>
  )
}

function Whys({ whys }: { readonly whys: readonly string[] }) {
  if (whys.length === 0) return null
  return (
    <ol aria-label={words.investigation.whys} style={{ margin: 0, paddingInlineStart: 0, listStyle: 'none' }}>
      {whys.map((why, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the chain is what it is
        <li key={n} style={{ paddingInlineStart: n * 16, overflowWrap: 'anywhere' }}>
          <Muted small>{words.investigation.why(n + 1)}</Muted>　{why}
        </li>
      ))}
    </ol>
  )
}

function Fishbone({ bones }: { readonly bones: Bones }) {
  const filled = Object.entries(causeFactors).filter(([factor]) => bones[factor as keyof Bones] !== '')
  if (filled.length === 0) return null
  return (
    <Facts
      items={filled.map(([factor, name]) => ({
        term: name,
        value: <Written text={bones[factor as keyof Bones].replaceAll(/^\*/gm, '★ ')} />,
      }))}
    />
  )
}

function Investigate({ course }: Pick<Part, 'course'>) {
  const { investigation } = course
  const said = words.investigation
  const fields: VerbField[] = [
    { key: 'whys', label: said.whys, hint: said.whysHint, as: { own: whyList } },
    { key: 'causes', label: said.fishbone, hint: said.fishboneHint, optional: true, as: { own: boneFields } },
    { key: 'rootCause', label: said.rootCause, hint: said.rootHint, as: 'text' },
    { key: 'factor', label: said.factor, as: { choices: causeFactors } },
    { key: 'investigators', label: said.investigators, as: 'line', optional: true },
    { key: 'on', label: said.on, as: 'date' },
  ]
  return (
    <VerbForm
      invalidates={touched}
      op={investigateIncident}
      button={investigation ? said.again : said.write}
      primary={!investigation}
      fields={fields}
      begin={{
        whys: investigation?.whys.length ? investigation.whys : [''],
        causes: bonesOf(investigation?.causes ?? []),
        rootCause: investigation?.rootCause ?? '',
        factor: investigation?.factor ?? 'method',
        investigators: investigation?.investigators ?? '',
        on: investigation?.on ?? today(),
      }}
      inputOf={({ whys, causes, ...rest }) => ({
        ...ofCourse(course),
        ...rest,
        whys: (whys as string[]).filter((why) => why.trim() !== ''),
        causes: causesOf(causes as Bones),
      })}
    />
  )
}

const MOST_WHYS = 7

const whyList: Extract<VerbField['as'], { own: unknown }>['own'] = (control, value, set) => {
  const whys = value as readonly string[]
  return (
    <Flex vertical gap={6}>
      {whys.map((why, n) => (
        <Input
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the chain is what it is
          key={n}
          {...(n === 0 && control)}
          aria-label={words.investigation.why(n + 1)}
          addonBefore={n + 1}
          value={why}
          onChange={(event) => set(whys.map((each, at) => (at === n ? event.target.value : each)))}
        />
      ))}
      {whys.length < MOST_WHYS ? (
        <Button size="small" style={{ alignSelf: 'start' }} onClick={() => set([...whys, ''])}>
          {words.investigation.addWhy}
        </Button>
      ) : null}
    </Flex>
  )
}

const boneFields: Extract<VerbField['as'], { own: unknown }>['own'] = (control, value, set) => {
  const bones = value as Bones
  return (
    <Flex vertical gap={6} id={control.id}>
      {Object.entries(causeFactors).map(([factor, name]) => (
        <Flex key={factor} gap="small" align="start">
          <span aria-hidden style={{ width: 20, paddingBlockStart: 4 }}>
            {name}
          </span>
          <Input.TextArea
            aria-label={name}
            autoSize={{ minRows: 1, maxRows: 6 }}
            value={bones[factor as keyof Bones]}
            onChange={(event) => set({ ...bones, [factor]: event.target.value })}
          />
        </Flex>
      ))}
    </Flex>
  )
}
