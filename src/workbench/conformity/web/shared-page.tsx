import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useClient } from '#ui/client.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { keepFile } from '#ui/keep-file.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { openSharedReport, printSharedReport } from '../reports/contract.ts'
import { FrozenClauses } from './frozen-clauses.tsx'
import { ReportFacts } from './report-facts.tsx'
import { words } from './words.ts'

const { shared: said } = words

/** A report that an enterprise has shared, as it was frozen; the enterprise is told that it was opened. */
export default function SharedPage() {
  const of = useScreenParams('unitId', 'shareId')
  const report = useNeededOperation(openSharedReport, of)
  const client = useClient()
  const [error, setError] = useState<unknown>()
  const print = async () => {
    setError(undefined)
    try {
      const file = await client.download(printSharedReport, of)
      keepFile(file.bytes, file.mediaType, file.fileName)
    } catch (caught) {
      setError(caught)
    }
  }
  return (
    <>
      <PageTitle
        title={`${report.enterpriseName}　${report.number}`}
        above={{ to: `/units/${of.unitId}/shared-reports`, label: said.title }}
        sub={<Muted>{said.note}</Muted>}
        phoneActions
        actions={
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => void print()}>
            {words.report.print}
          </Button>
        }
      />
      <Stack>
        <RefusedAlert error={error} />
        <ReportFacts content={report.content} digest={report.digest} intact={report.intact} />
        <FrozenClauses content={report.content} />
      </Stack>
    </>
  )
}
