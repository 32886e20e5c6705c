import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useClient } from '#ui/client.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { keepFile } from '#ui/keep-file.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Stack } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { printReport, readReport } from '../reports/contract.ts'
import { FrozenClauses } from './frozen-clauses.tsx'
import { ReportFacts } from './report-facts.tsx'
import { SharePanel } from './share-panel.tsx'
import { words } from './words.ts'

const { report: said } = words

/** A frozen report: to be printed, and, by an own act, shared. */
export default function ReportPage() {
  const of = useScreenParams('enterpriseId', 'reportId')
  const report = useNeededOperation(readReport, of)
  const client = useClient()
  const [error, setError] = useState<unknown>()
  const print = async () => {
    setError(undefined)
    try {
      const file = await client.download(printReport, of)
      keepFile(file.bytes, file.mediaType, file.fileName)
    } catch (caught) {
      setError(caught)
    }
  }
  return (
    <>
      <PageTitle
        title={said.title(report.number)}
        above={{ to: `/enterprises/${of.enterpriseId}/conformity/reports`, label: said.listTitle }}
        phoneActions
        actions={
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => void print()}>
            {said.print}
          </Button>
        }
      />
      <Stack>
        <RefusedAlert error={error} />
        <ReportFacts content={report.content} digest={report.digest} intact={report.intact} />
        <SharePanel enterpriseId={of.enterpriseId} report={report} />
        <FrozenClauses content={report.content} />
      </Stack>
    </>
  )
}
