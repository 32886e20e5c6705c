import { Modal } from 'antd'
import { Confirm } from './confirm-deed.tsx'
import type { Deed } from './deeds.ts'
import { EndForm } from './end-form.tsx'
import { DisableForm, ResetForm } from './reason-forms.tsx'
import { words } from './words.ts'

function titleOf(deed: Deed): string {
  if (deed.kind === 'end') return words.endOf(deed.row.name, deed.row.roleName)
  if (deed.kind === 'reset') return words.issueOf(deed.row.name)
  if (deed.kind === 'disable') return words.disableOf(deed.row.name, deed.row.login)
  return `${words[deed.kind]}：${deed.row.name}`
}

/** A short form over the list; what it made (a link) stays until it is closed. */
export function DeedDialog({ deed, onClose }: { readonly deed: Deed; readonly onClose: () => void }) {
  return (
    <Modal
      open
      title={titleOf(deed)}
      footer={null}
      onCancel={onClose}
      closable={{ 'aria-label': words.close }}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {deed.kind === 'end' ? <EndForm row={deed.row} onDone={onClose} /> : null}
      {deed.kind === 'reset' ? <ResetForm row={deed.row} /> : null}
      {deed.kind === 'disable' ? <DisableForm row={deed.row} onDone={onClose} /> : null}
      {deed.kind in words.confirm ? <Confirm deed={deed} onDone={onClose} /> : null}
    </Modal>
  )
}
