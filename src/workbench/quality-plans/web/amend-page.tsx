import { useNavigate } from '@tanstack/react-router'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { amendItem, readItemStanding } from '../items/contract.ts'
import { ItemForm } from './item-form.tsx'
import { touched } from './touched.ts'
import { words } from './words.ts'

/** A change in mid-year, with its reason. */
export default function AmendPage() {
  const of = useScreenParams('enterpriseId', 'itemId')
  const { item } = useNeededOperation(readItemStanding, of)
  const navigate = useNavigate()
  const to = `/enterprises/${of.enterpriseId}/plan-items/${of.itemId}`
  const amend = useCommand(amendItem, { invalidates: touched, onDone: () => navigate({ to }) })
  return (
    <>
      <PageTitle title={words.item.amendTitle(item.name)} above={{ to, label: item.name }} />
      <ItemForm
        key={item.version}
        enterpriseId={of.enterpriseId}
        begin={item}
        label={words.item.amend}
        pending={amend.isPending}
        error={amend.error}
        onSend={(values, reason) => amend.mutate({ ...of, version: item.version, values, reason })}
      />
    </>
  )
}
