import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ComponentType } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { useOperation } from '#ui/use-operation.ts'
import type { HoldSubjectKind } from '../../contract.ts'
import { words } from '../words.ts'

/** The verbs of a record, and for the officer the way to stop it from where he sees it. */
export function withVeto(
  kind: HoldSubjectKind,
  Verbs?: ComponentType<RecordPart>,
): ComponentType<RecordPart> {
  return function VerbsAndVeto(part) {
    return (
      <>
        <Raise kind={kind} enterpriseId={part.enterpriseId} id={part.record.id} />
        {Verbs ? <Verbs {...part} /> : null}
      </>
    )
  }
}

type Props = { readonly kind: HoldSubjectKind; readonly enterpriseId: string; readonly id: string }

function Raise({ kind, enterpriseId, id }: Props) {
  const me = useOperation(readMe, {}).data
  if (me?.grant?.role !== 'cqo') return null
  return (
    <Link to={`/enterprises/${enterpriseId}/vetoes/new`} search={{ kind, id } as never}>
      <Button danger>{words.raise}</Button>
    </Link>
  )
}
