import { Link } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { Facts, Stack } from '#ui/section.tsx'
import { words } from './words.ts'

/** The receipt. */
export function Sent({ receiptNo, unitName }: { readonly receiptNo: string; readonly unitName: string }) {
  return (
    <Stack>
      <p role="status">{words.sentText(unitName)}</p>
      <Facts items={[{ term: words.receiptNo, value: <b>{receiptNo}</b> }]} />
      <p>{words.keep}</p>
      <Space wrap>
        <Button type="primary" onClick={() => window.print()}>
          {words.print}
        </Button>
        <Link to="/registration/state" search={{ receipt: receiptNo } as never}>
          {words.look}
        </Link>
      </Space>
    </Stack>
  )
}
