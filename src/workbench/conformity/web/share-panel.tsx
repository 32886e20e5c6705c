import { Button, Checkbox, Popconfirm } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import {
  listReports,
  type Report,
  readReport,
  type Share,
  shareReport,
  withdrawShare,
} from '../reports/contract.ts'
import { useMaySpeak } from './use-role.ts'
import { words } from './words.ts'

const { report: said } = words
const touched = { invalidates: [readReport, listReports] }

type Props = { readonly enterpriseId: string; readonly report: Report }

/** With whom the report is or was shared, who opened it, and what the other side will see before it is shared. */
export function SharePanel({ enterpriseId, report }: Props) {
  const maySpeak = useMaySpeak()
  const { shares, unit } = report
  const standing = shares.some(({ unitId, withdrawnAt }) => withdrawnAt === null && unitId === unit?.id)
  return (
    <Section title={said.share}>
      <Stack>
        {shares.length === 0 ? <span>{said.noShares}</span> : null}
        {shares.map((share) => (
          <ShareLine
            key={share.id}
            enterpriseId={enterpriseId}
            report={report}
            share={share}
            mayEnd={maySpeak}
          />
        ))}
        {maySpeak && !standing ? <ShareForm enterpriseId={enterpriseId} report={report} /> : null}
        {maySpeak ? null : <Muted>{said.sharedByOthers}</Muted>}
      </Stack>
    </Section>
  )
}

function ShareForm({ enterpriseId, report }: Props) {
  const [checked, setChecked] = useState(false)
  const share = useCommand(shareReport, touched)
  const { unit } = report
  if (!unit) return <Muted>{said.noUnit}</Muted>
  return (
    <Stack>
      <RefusedAlert error={share.error} />
      <strong>{said.shareTo(unit.name)}</strong>
      <Points title={said.seesTitle} points={said.sees} />
      <Points title={said.hidesTitle} points={said.hides} />
      <Muted>{said.told}</Muted>
      <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>
        {said.checked}
      </Checkbox>
      <div>
        <Button
          type="primary"
          disabled={!checked}
          loading={share.isPending}
          onClick={() =>
            share.mutate({ enterpriseId, reportId: report.id, toUnitId: unit.id, digest: report.digest })
          }
        >
          {said.doShare}
        </Button>
      </div>
    </Stack>
  )
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  return (
    <div>
      {title}
      <ul style={{ listStyle: 'disc', paddingInlineStart: 20 }}>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  )
}

function ShareLine({
  enterpriseId,
  report,
  share,
  mayEnd,
}: Props & { readonly share: Share; readonly mayEnd: boolean }) {
  const withdraw = useCommand(withdrawShare, touched)
  const { withdrawnAt, withdrawnBy, openings } = share
  return (
    <div>
      <RefusedAlert error={withdraw.error} />
      <div>{said.shareLine(share.unitName, instant(share.sharedAt), share.sharedBy)}</div>
      {withdrawnAt ? <div>{said.withdrawnLine(instant(withdrawnAt), withdrawnBy ?? '')}</div> : null}
      {openings.length === 0 ? <Muted small>{said.notOpened}</Muted> : null}
      <ul>
        {openings.map((each) => (
          <li key={`${each.at}${each.byName}${each.how}`}>
            <Muted small>{said.opening(each.how, each.unitName, each.byName, instant(each.at))}</Muted>
          </li>
        ))}
      </ul>
      {withdrawnAt === null && mayEnd ? (
        <Popconfirm
          title={said.withdrawAsk}
          okText={said.withdraw}
          cancelText={words.clause.cancel}
          onConfirm={() => withdraw.mutate({ enterpriseId, reportId: report.id, shareId: share.id })}
        >
          <Button danger size="small" loading={withdraw.isPending}>
            {said.withdraw}
          </Button>
        </Popconfirm>
      ) : null}
    </div>
  )
}
