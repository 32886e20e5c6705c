import { Alert, Button, Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { Stack } from '#ui/section.tsx'
import type { IssuedLink } from '../contract.ts'
import type { Offer } from './invite-form.tsx'
import { linkTo } from './link-token.ts'
import { words } from './words.ts'

/** A link as it is shown once, to be copied. */
export function LinkPanel({
  page,
  link,
  offer,
}: {
  readonly page: '/invitation' | '/reset'
  readonly link: IssuedLink
  /** Of an invitation: whom it is for, so that it does not reach another. */
  readonly offer?: Offer
}) {
  const field = useRef<InputRef>(null)
  const [told, setTold] = useState<string>()
  const address = linkTo(page, link.token)
  // Over plain http the browser gives no clipboard: then the text is chosen, ready for Ctrl+C.
  const copy = async () => {
    field.current?.select()
    try {
      await navigator.clipboard.writeText(address)
      setTold(words.copied)
    } catch {
      setTold(words.copyByHand)
    }
  }
  return (
    <Stack>
      <Alert
        type="success"
        showIcon
        role="status"
        title={words.linkMade}
        description={
          <>
            {offer ? <div>{words.linkFor(offer)}</div> : null}
            {words.linkOnce(instant(link.expiresAt))}
          </>
        }
      />
      <Field name="link" label={words.link} hint={<span role="status">{told}</span>}>
        {(control) => (
          <Input
            {...control}
            ref={field}
            readOnly
            value={address}
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <div>
        <Button type="primary" onClick={() => void copy()}>
          {words.copy}
        </Button>
      </div>
    </Stack>
  )
}
