import { staleVersion } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { mayKeepSenders } from '../../policy.ts'
import { changeMailSender } from '../contract.ts'
import { keepSender, presentSenders } from '../store.ts'

export const changeMailSenderHandler = handle(changeMailSender, {
  policy: mayKeepSenders,
  audit: ({ enabled, settings, password }) => ({
    chain: 'platform',
    action: 'sender.changed',
    subject: { type: 'sender', id: 'email' },
    details: { enabled, host: settings.host, port: settings.port, passwordChanged: password !== null },
  }),
  async run({ tx, actor, installation }, { version, enabled, settings, password }) {
    if (!('accountId' in actor)) throw new Error('nobody is signed in')
    const made = { channel: 'email', enabled, settings, secret: password ?? undefined } as const
    if (!(await keepSender(tx, installation.sealer, made, version, actor))) {
      throw staleVersion({ detail: '邮件服务器：别人刚改过。请刷新页面再改。' })
    }
    return presentSenders(tx, installation.sealer)
  },
})
