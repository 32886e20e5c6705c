import { Button } from 'antd'
import { RefusedAlert } from '#ui/fault.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type Filing, printFilingFormInFull } from '../contract.ts'

type PrintProps = { readonly filing: Filing; readonly purpose: string; readonly label: string }

/** Saves 附件1 with personal data in full; the print is recorded with its purpose. */
export function PrintInFull({ filing, purpose, label }: PrintProps) {
  const print = useCommand(printFilingFormInFull, { onDone: ({ pdf, fileName }) => keep(pdf, fileName) })
  const input = { enterpriseId: filing.enterpriseId, filingId: filing.id, purpose }
  return (
    <div>
      {print.error ? <RefusedAlert error={print.error} /> : null}
      <Button loading={print.isPending} onClick={() => print.mutate(input)}>
        {label}
      </Button>
    </div>
  )
}

function keep(base64: string, fileName: string) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
