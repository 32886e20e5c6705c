import { Button, Flex, Select } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { useMayWrite } from '#ui/frame.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import {
  type InstrumentState,
  type LabelColour,
  labelColours,
  readLabelColours,
  setLabelColours,
  stateNames,
} from '../contract.ts'
import { InstrumentTabs } from './instrument-tabs.tsx'
import { words } from './words.ts'

const options = Object.entries(labelColours).map(([value, label]) => ({ value: value as LabelColour, label }))

/** Colours of the labels, by state. */
export default function ColoursPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const { colours } = useNeededOperation(readLabelColours, { enterpriseId })
  const [draft, setDraft] = useState(colours)
  const mayWrite = useMayWrite()
  const set = useCommand(setLabelColours, { invalidates: [readLabelColours] })
  return (
    <>
      <PageTitle title={words.colours.title} sub={words.colours.sub} />
      <Stack>
        <InstrumentTabs enterpriseId={enterpriseId} current="colours" />
        <Section>
          <Stack>
            <FieldGrid>
              {(Object.keys(stateNames) as InstrumentState[]).map((state) => (
                <Field key={state} name={`colours.${state}`} label={stateNames[state]}>
                  {(control) => (
                    <Select
                      {...control}
                      disabled={!mayWrite}
                      value={draft[state]}
                      options={options}
                      onChange={(colour) => setDraft({ ...draft, [state]: colour })}
                    />
                  )}
                </Field>
              ))}
            </FieldGrid>
            <Muted>{words.labels.how}</Muted>
            {set.error ? <RefusedAlert error={set.error} /> : null}
            {mayWrite ? (
              <Flex gap="small" align="center">
                <Button
                  type="primary"
                  loading={set.isPending}
                  onClick={() => set.mutate({ enterpriseId, colours: draft })}
                >
                  {words.colours.save}
                </Button>
                <span role="status">{set.isSuccess ? words.colours.saved : ''}</span>
              </Flex>
            ) : null}
          </Stack>
        </Section>
      </Stack>
    </>
  )
}
