import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import type { FilingRow } from '../../contract.ts'
import { listPrints, PRINT_LIMIT, startPrint } from '../../prints/contract.ts'
import { printWords as words } from './print-words.ts'

/** Prints the selected filings: masked, or in full for a purpose. */
export function PrintDialog({ rows }: { readonly rows: readonly FilingRow[] }) {
  const unitId = useNeededOperation(readMe, {}).grant.unitId ?? ''
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState<'masked' | 'full'>('masked')
  const [purpose, setPurpose] = useState('')
  const navigate = useNavigate()
  const print = useCommand(startPrint, {
    invalidates: [listPrints],
    onDone: () => navigate({ to: '/units/$unitId/filing-prints', params: { unitId } }),
  })
  const refused = print.error ? (problemOf(print.error).errors ?? []) : []
  const lacksPurpose = refused.find(({ path }) => path === 'purpose')
  const filings = rows.map(({ enterpriseId, id }) => ({ enterpriseId, filingId: id }))
  return (
    <>
      <Button size="small" disabled={rows.length > PRINT_LIMIT} onClick={() => setOpen(true)}>
        {words.print(rows.length)}
      </Button>
      {rows.length > PRINT_LIMIT ? <span>{words.tooMany(PRINT_LIMIT)}</span> : null}
      <Modal
        open={open}
        title={words.ask(rows.length)}
        onCancel={() => setOpen(false)}
        closable={{ 'aria-label': uiWords.close }}
        footer={[
          <Button key="cancel" onClick={() => setOpen(false)}>
            {uiWords.cancel}
          </Button>,
          <Button
            key="start"
            type="primary"
            loading={print.isPending}
            onClick={() => print.mutate({ unitId, filings, shown, purpose })}
          >
            {words.start}
          </Button>,
        ]}
      >
        <Stack>
          {print.error && !lacksPurpose ? <RefusedAlert error={print.error} /> : null}
          <FieldSet name="shown" label={words.shown} {...(shown === 'full' && { hint: words.fullNote })}>
            {() => (
              <Radio.Group
                value={shown}
                onChange={(event) => setShown(event.target.value)}
                options={[
                  { value: 'masked', label: words.masked },
                  { value: 'full', label: words.full },
                ]}
              />
            )}
          </FieldSet>
          {shown === 'full' ? (
            <Field
              name="purpose"
              label={words.purpose}
              hint={words.purposeHint}
              error={lacksPurpose?.message}
            >
              {(control) => (
                <Input
                  {...control}
                  maxLength={100}
                  value={purpose}
                  onChange={(event) => setPurpose(event.target.value)}
                />
              )}
            </Field>
          ) : null}
        </Stack>
      </Modal>
    </>
  )
}
