import { Link } from '@tanstack/react-router'
import { Alert, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { planPlanting, plantOrgUnits, searchOrgUnits } from '#foundation/org-units/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Section, Stack } from '#ui/section.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { readSetUp } from '../contract.ts'
import { AreaChooser } from './area-chooser.tsx'
import { useSetUp } from './use-set-up.ts'
import { words } from './words.ts'

/** Units of an area, made from the list of provinces, cities and counties. */
export default function UnitsPage() {
  const { units } = useSetUp()
  const [area, setArea] = useState<string>()
  const [industry, setIndustry] = useState(true)
  const planting = useCommand(plantOrgUnits, { invalidates: [readSetUp, planPlanting, searchOrgUnits] })
  return (
    <>
      <PageTitle
        title={words.unitsTitle}
        above={{ to: '/set-up', label: words.back }}
        sub={words.unitsWhat}
      />
      <Stack>
        {planting.data ? (
          <Alert
            type="success"
            showIcon
            role="status"
            title={words.planted(planting.data.added)}
            action={<Link to="/set-up/rules">{words.toNextRules}</Link>}
          />
        ) : null}
        <Section>
          <Stack>
            <RefusedAlert error={planting.error} />
            <AreaChooser onChange={setArea} />
            <Checkbox checked={industry} onChange={(event) => setIndustry(event.target.checked)}>
              {words.industry}
            </Checkbox>
            {area ? (
              <Preview
                areaCode={area}
                industry={industry}
                busy={planting.isPending}
                onPlant={() => planting.mutate({ areaCode: area, industry })}
              />
            ) : null}
          </Stack>
        </Section>
        {units.total > 0 ? (
          <Section title={words.existing} note={words.existingCount(units.total)}>
            {units.top.join('、')}
          </Section>
        ) : null}
      </Stack>
    </>
  )
}

type PreviewProps = {
  readonly areaCode: string
  readonly industry: boolean
  readonly busy: boolean
  readonly onPlant: () => void
}

/** What would be made, before it is made. */
function Preview({ areaCode, industry, busy, onPlant }: PreviewProps) {
  const plan = useOperation(planPlanting, { areaCode, industry }, { keepPrevious: true })
  if (plan.error) return <RefusedAlert error={plan.error} />
  if (!plan.data) return null
  const { added, existing, rows } = plan.data
  if (added === 0) return <p role="status">{words.previewNothing(existing)}</p>
  const names = rows.slice(0, 20).map(({ name }) => name)
  return (
    <Stack>
      <div role="status">
        <p>{words.preview(added, existing)}</p>
        {words.previewRows}
        {names.join('、')}
        {added > names.length ? words.andMore(added) : null}
      </div>
      <div>
        <Button type="primary" loading={busy} onClick={onPlant}>
          {words.plant(added)}
        </Button>
      </div>
    </Stack>
  )
}
