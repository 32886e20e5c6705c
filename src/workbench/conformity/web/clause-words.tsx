import { Button, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { FileLinks } from '#workbench/actions/web/parts/evidence-files.tsx'
import {
  type ClauseStanding,
  type ClauseWord,
  readClause,
  readConformity,
  takeBackWord,
} from '../contract.ts'
import { useMaySpeak, useRole } from './use-role.ts'
import { AsideForm, StatementForm } from './word-forms.tsx'
import { words } from './words.ts'

const { clause: said } = words

type Props = {
  readonly enterpriseId: string
  readonly clause: ClauseStanding
  /** Every word on it, the newest first. */
  readonly history: readonly ClauseWord[]
}

/** What the enterprise says itself of a clause: written, replaced, taken back; nothing is lost. */
export function ClauseWords({ enterpriseId, clause, history }: Props) {
  const [writing, setWriting] = useState<'statement' | 'aside' | null>(null)
  const maySpeak = useMaySpeak()
  const isCqo = useRole() === 'cqo'
  const takeBack = useCommand(takeBackWord, { invalidates: [readClause, readConformity] })
  const seq = history[0]?.seq ?? 0
  const { word } = clause
  const byRecords = clause.needs.every(({ byWord, supports }) => !byWord || supports)
  const mayTakeBack = word !== null && (word.kind === 'statement' ? maySpeak : isCqo)
  const of = { enterpriseId, clause: clause.id, seq }
  const close = () => setWriting(null)
  return (
    <div id="word">
      <Section title={said.word}>
        <Stack>
          <Muted>{said.wordNote}</Muted>
          {byRecords && clause.state !== 'proved' ? <Muted>{said.helpsLittle}</Muted> : null}
          <RefusedAlert error={takeBack.error} />
          {word ? (
            <Word word={word} enterpriseId={enterpriseId} expired={clause.wordExpired} />
          ) : (
            <span>{maySpeak ? said.noWord : said.auditorWord}</span>
          )}
          {writing === 'statement' ? <StatementForm of={of} before={word} onClose={close} /> : null}
          {writing === 'aside' ? <AsideForm of={of} onClose={close} /> : null}
          {maySpeak && writing === null ? (
            <Space wrap>
              <Button onClick={() => setWriting('statement')}>
                {word?.kind === 'statement' ? said.rewrite : said.word}
              </Button>
              {isCqo && word?.kind !== 'not-applicable' ? (
                <Button onClick={() => setWriting('aside')}>{said.aside}</Button>
              ) : null}
              {mayTakeBack ? (
                <Popconfirm
                  title={said.takeBackAsk}
                  okText={said.takeBack}
                  cancelText={said.cancel}
                  onConfirm={() => takeBack.mutate(of)}
                >
                  <Button danger loading={takeBack.isPending}>
                    {said.takeBack}
                  </Button>
                </Popconfirm>
              ) : null}
            </Space>
          ) : null}
          {history.length > 1 ? <History history={history} enterpriseId={enterpriseId} /> : null}
        </Stack>
      </Section>
    </div>
  )
}

function Word({
  word,
  enterpriseId,
  expired = false,
}: {
  readonly word: ClauseWord
  readonly enterpriseId: string
  readonly expired?: boolean
}) {
  const notes = [
    said.by(word.byName, instant(word.at)),
    word.validUntil ? said.until(word.validUntil) : '',
    expired ? words.expired : '',
  ]
  return (
    <div>
      <strong>{said.kinds[word.kind]}</strong> <Muted small>{notes.filter(Boolean).join('　')}</Muted>
      <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{word.text}</div>
      {word.file ? <FileLinks enterpriseId={enterpriseId} files={[word.file]} /> : null}
    </div>
  )
}

function History({
  history,
  enterpriseId,
}: {
  readonly history: readonly ClauseWord[]
  readonly enterpriseId: string
}) {
  return (
    <details>
      <summary>{said.history}</summary>
      <Stack>
        {history.map((word) => (
          <Word key={word.seq} word={word} enterpriseId={enterpriseId} />
        ))}
      </Stack>
    </details>
  )
}
