import { CheckOutlined, DownOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useLargeText } from '#ui/large-text.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type Me, signOut, switchGrant } from '../contract.ts'
import { useMe } from './session.tsx'
import { words } from './words.ts'

type Items = NonNullable<MenuProps['items']>

function roleItems(me: Me): Items {
  if (me.grants.length < 2) return []
  return [
    {
      type: 'group',
      label: words.switchRole,
      children: me.grants.map((grant) => ({
        key: grant.id,
        label: words.roleIn(grant.roleName, grant.place),
        icon: grant.id === me.grant.id ? <CheckOutlined aria-hidden /> : <span className="anticon" />,
      })),
    },
    { type: 'divider' },
  ]
}

/** Name and role in the header; role switch, 大字模式 and signing out behind it. */
export function AccountMenu() {
  const me = useMe()
  const largeText = useLargeText()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const switching = useCommand(switchGrant, {
    // The whole page anew: nothing that the former role was shown stays, and its home page is not opened by the new one.
    onDone: () => window.location.assign('/'),
  })
  const leaving = useCommand(signOut, {
    onDone: async () => {
      await navigate({ to: '/sign-in' })
      queries.clear()
    },
  })
  const items: Items = [
    ...roleItems(me),
    { key: 'large-text', label: `${words.largeText}　${largeText.on ? words.on : words.off}` },
    { key: 'password', label: words.changePassword },
    { key: 'sign-out', label: words.signOut },
  ]
  const choose: MenuProps['onClick'] = ({ key }) => {
    if (key === 'large-text') largeText.turn(!largeText.on)
    else if (key === 'password') void navigate({ to: '/account/password' })
    else if (key === 'sign-out') leaving.mutate({})
    else if (key !== me.grant.id) switching.mutate({ grantId: key })
  }
  return (
    <Dropdown menu={{ items, onClick: choose }} trigger={['click']}>
      <Button
        type="text"
        loading={switching.isPending || leaving.isPending}
        aria-haspopup="menu"
        aria-label={words.account(`${me.name}，${me.grant.roleName}`)}
      >
        {me.name} · {me.grant.roleName}
        <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  )
}
