import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/client.ts'
import { useClient } from '#ui/client.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { keepFile } from '#ui/keep-file.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { exportReport, fetchReceiptFile, fetchReportFile, type Pack, printReportLetter } from '../contract.ts'
import { VerifyButton } from './verify-button.tsx'
import { words } from './words.ts'

/** Letter, workbook and signed files of a pack. */
export function PackFiles({ pack }: { readonly pack: Pack }) {
  const of = { unitId: pack.unitId, packId: pack.id }
  const sent = pack.status !== 'draft'
  const answered = pack.status === 'acknowledged' || pack.status === 'returned'
  const { pack: said } = words
  const link = (op: typeof fetchReportFile, label: string) => (
    <a key={label} href={addressOf(op, of)} target="_blank" rel="noreferrer">
      {label}
    </a>
  )
  return (
    <Section title={words.list}>
      <Stack>
        {pack.delivery === 'to-file' && pack.status === 'sent' ? <Muted>{said.fileHow}</Muted> : null}
        {pack.delivery === 'from-file' && answered ? <Muted>{said.receiptHow}</Muted> : null}
        <Space wrap size="middle">
          {link(printReportLetter as never, said.letter)}
          {sent ? link(fetchReportFile, said.file) : null}
          {answered ? link(fetchReceiptFile as never, said.receipt) : null}
        </Space>
        <Workbook of={of} />
        {sent && pack.own ? <VerifyButton unitId={pack.unitId} packId={pack.id} /> : null}
      </Stack>
    </Section>
  )
}

function Workbook({ of }: { readonly of: { unitId: string; packId: string } }) {
  const client = useClient()
  const [purpose, setPurpose] = useState('')
  const [state, setState] = useState<{ running?: 'masked' | 'full'; error?: unknown }>({})
  const start = async (shown: 'masked' | 'full') => {
    setState({ running: shown })
    try {
      const input = { ...of, purpose: shown === 'full' ? purpose : '' }
      const file = await client.download(exportReport, input)
      keepFile(file.bytes, file.mediaType, file.fileName)
      setState({})
    } catch (error) {
      setState({ error })
    }
  }
  return (
    <>
      <RefusedAlert error={state.error} />
      <div>
        <Button loading={state.running === 'masked'} onClick={() => void start('masked')}>
          {words.pack.excel}
        </Button>
      </div>
      <Field name="purpose" label={words.pack.purpose} optional hint={words.pack.purposeHint}>
        {(control) => (
          <Space.Compact style={{ maxWidth: 460, width: '100%' }}>
            <Input
              {...control}
              value={purpose}
              maxLength={100}
              onChange={(event) => setPurpose(event.target.value)}
            />
            <Button
              disabled={purpose.trim() === ''}
              loading={state.running === 'full'}
              onClick={() => void start('full')}
            >
              {words.pack.excelFull}
            </Button>
          </Space.Compact>
        )}
      </Field>
    </>
  )
}
