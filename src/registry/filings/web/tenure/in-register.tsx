import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { RefusedAlert } from '#ui/fault.tsx'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { filingStatus } from '#ui/statuses.ts'
import { useCommand } from '#ui/use-operation.ts'
import { countFilings, listFilings } from '../../contract.ts'
import { startFilingChange } from '../../follow/contract.ts'
import { readTenure, type Tenure } from '../../tenure/contract.ts'
import { words as common } from '../words.ts'
import { tenureWords as words } from './tenure-words.ts'

type InRegisterProps = {
  readonly enterpriseId: string
  readonly tenure: Tenure
  /** Whether the reader files for the enterprise. */
  readonly acts: boolean
}

/** The filing in force, and what can follow it. */
export function InRegister({ enterpriseId, tenure, acts }: InRegisterProps) {
  const { inForce, following } = tenure
  const { facts } = words
  if (!inForce) {
    return (
      <Section title={words.register}>
        <Muted>{words.nothing}</Muted>
      </Section>
    )
  }
  const { filingId, filingNo, personName, termTo, leftOn, kind } = inForce
  return (
    <Section
      title={words.register}
      extra={<Link to={`/filings/${enterpriseId}/${filingId}`}>{words.view}</Link>}
    >
      <Stack>
        <Facts
          items={[
            { term: facts.number, value: filingNo },
            { term: facts.person, value: personName },
            { term: facts.termTo, value: termTo ?? words.open },
            ...(leftOn ? [{ term: facts.leftOn, value: leftOn }] : []),
            { term: facts.kind, value: common.kinds[kind] },
          ]}
        />
        {following ? (
          <>
            <div>{words.onItsWay(common.kinds[following.kind], filingStatus(following.status).text)}</div>
            <Link to={`/filings/${enterpriseId}/${following.filingId}`}>{words.goOn}</Link>
          </>
        ) : null}
        {acts && !following ? <Follow enterpriseId={enterpriseId} inForce={inForce} /> : null}
      </Stack>
    </Section>
  )
}

type FollowProps = {
  readonly enterpriseId: string
  readonly inForce: NonNullable<Tenure['inForce']>
}

/** 变更 while the officer is there, 注销 always; 更换 begins with an appointment. */
function Follow({ enterpriseId, inForce: { filingId, leftOn } }: FollowProps) {
  const navigate = useNavigate()
  const change = useCommand(startFilingChange, {
    invalidates: [listFilings, countFilings, readTenure],
    onDone: ({ id }) => navigate({ to: `/filings/${enterpriseId}/${id}/edit` }),
  })
  return (
    <>
      {change.error ? <RefusedAlert error={change.error} /> : null}
      {leftOn ? null : (
        <div>
          <Button loading={change.isPending} onClick={() => change.mutate({ enterpriseId, filingId })}>
            {words.change}
          </Button>
          <div>
            <Muted small>{words.changeNote}</Muted>
          </div>
        </div>
      )}
      <div>
        <Link to={`/filings/${enterpriseId}/${filingId}/cancel`}>
          <Button>{words.cancel}</Button>
        </Link>
        <div>
          <Muted small>{words.cancelNote}</Muted>
        </div>
      </div>
      <Muted small>{words.replaceNote}</Muted>
    </>
  )
}
