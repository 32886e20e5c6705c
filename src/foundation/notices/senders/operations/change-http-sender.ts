import { invalidInput, type ParsedInputOf, staleVersion } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { mayKeepSenders } from '../../policy.ts'
import { changeHttpSender, hostNotAllowed } from '../contract.ts'
import { type Header, mayCall } from '../send-http.ts'
import { findSenders, keepSender, presentSenders } from '../store.ts'

export const changeHttpSenderHandler = handle(changeHttpSender, {
  policy: mayKeepSenders,
  audit: ({ enabled, settings, headers }) => ({
    chain: 'platform',
    action: 'sender.changed',
    subject: { type: 'sender', id: 'http' },
    details: { enabled, hosts: settings.hosts, headers: headers.map(({ name }) => name) },
  }),
  async run({ tx, actor, installation }, { version, enabled, settings, headers }) {
    if (!('accountId' in actor)) throw new Error('nobody is signed in')
    if (!mayCall(settings)) {
      const message = '接口地址：它的主机不在允许的主机内。请把主机（和端口）加到允许的主机，或改地址。'
      throw hostNotAllowed({ detail: message, errors: [{ path: 'settings.url', message }] })
    }
    const known = (await findSenders(tx, installation.sealer)).get('http')
    const kept = withKept(headers, known?.channel === 'http' ? known.headers : [])
    const secret = kept.length === 0 ? '' : JSON.stringify(kept)
    const made = { channel: 'http', enabled, settings, secret } as const
    if (!(await keepSender(tx, installation.sealer, made, version, actor))) {
      throw staleVersion({ detail: '短信或政务微信接口：别人刚改过。请刷新页面再改。' })
    }
    return presentSenders(tx, installation.sealer)
  },
})

function withKept(
  headers: ParsedInputOf<typeof changeHttpSender>['headers'],
  known: readonly Header[],
): Header[] {
  return headers.map(({ name, value }, index) => {
    const before = known.find((each) => each.name.toLowerCase() === name.toLowerCase())
    if (value !== null) return { name, value }
    if (before) return { name, value: before.value }
    const message = `请求头 ${name}：没有填写值，以前也没有保存过。请填写。`
    throw invalidInput({ detail: message, errors: [{ path: `headers.${index}.value`, message }] })
  })
}
