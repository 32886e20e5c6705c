import { Button, Space } from 'antd'
import { useState } from 'react'
import { Section, Stack } from '#ui/section.tsx'
import type { Pack } from '../contract.ts'
import { AnswerForm } from './answer-form.tsx'
import { words } from './words.ts'

/** The receiver acknowledges the pack on this page, or returns it. */
export function AnswerPanel({ pack }: { readonly pack: Pack }) {
  const [result, setResult] = useState<'acknowledged' | 'returned' | null>(null)
  const packs = [{ unitId: pack.unitId, packId: pack.id, version: pack.version }]
  return (
    <Section title={words.answer.title} note={words.answer.acknowledged}>
      {result ? (
        <AnswerForm unitId={pack.receiverId} packs={packs} result={result} onCancel={() => setResult(null)} />
      ) : (
        <Stack>
          <Space>
            <Button type="primary" onClick={() => setResult('acknowledged')}>
              {words.answer.acknowledge}
            </Button>
            <Button onClick={() => setResult('returned')}>{words.answer.returnIt}</Button>
          </Space>
        </Stack>
      )}
    </Section>
  )
}
