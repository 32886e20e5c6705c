import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { Operation } from '#platform/operation.ts'
import { useClient } from '#ui/client.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { keepFile } from '#ui/keep-file.ts'

type Props = {
  readonly op: Operation
  readonly input: Readonly<Record<string, unknown>>
  readonly label: string
}

/** A PDF made from what is on screen; a refusal is told below the button. */
export function FileButton({ op, input, label }: Props) {
  const client = useClient()
  const [making, setMaking] = useState(false)
  const [error, setError] = useState<unknown>()
  const make = async () => {
    setMaking(true)
    setError(undefined)
    try {
      const file = await client.download(op, input)
      keepFile(file.bytes, file.mediaType, file.fileName)
    } catch (refused) {
      setError(refused)
    } finally {
      setMaking(false)
    }
  }
  return (
    <>
      <Button icon={<PrinterOutlined aria-hidden />} loading={making} onClick={() => void make()}>
        {label}
      </Button>
      {error ? <RefusedAlert error={error} /> : null}
    </>
  )
}
