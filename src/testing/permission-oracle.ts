/** Who stands where towards the sample enterprise of 袁州区 and its registered filing. */
export const standings = [
  'visitor',
  'own filer',
  'own principal',
  'own cqo',
  'other filer',
  'other principal',
  'other cqo',
  'own county',
  'other county',
  'city',
  'province',
  'own industry',
  'other industry',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const
export type Standing = (typeof standings)[number]

const everyone = standings
const signedIn = standings.filter((each) => each !== 'visitor')
const ownPeople = ['own filer', 'own principal', 'own cqo'] as const
const enterprisesOfOthers: readonly Standing[] = ['other filer', 'other principal', 'other cqo']
const overseers = ['own county', 'city', 'province'] as const
const people = signedIn.filter((each) => !each.endsWith('-admin'))
const units = people.filter((each) => !/^(own|other) (filer|principal|cqo)$/.test(each))
const administrators = signedIn.filter((each) => each.endsWith('-admin'))
const noIndustry = people.filter((each) => !each.endsWith('industry'))

/**
 * What must be allowed, written down apart from the policies: the test calls every operation as everyone and compares.
 * An operation that is missing here fails the test.
 */
export const oracle: Readonly<Record<string, readonly Standing[]>> = {
  'session.sign-in': everyone,
  'session.sign-out': signedIn,
  'session.me': signedIn,
  'session.switch-grant': signedIn,
  'session.change-password': signedIn,
  'session.list': signedIn,
  'session.end': signedIn,
  'session.create-token': signedIn,
  'first-link.look': everyone,
  'first-link.use': everyone,
  // An enterprise that asks for another's people is refused; a unit reads only the rows it may see.
  'people.list': signedIn.filter((each) => !enterprisesOfOthers.includes(each)),
  'people.end-grant': ['own principal', 'own county'],
  'account.disable': ['security-admin'],
  'account.enable': ['security-admin'],
  'account.unlock': ['security-admin'],
  'invitation.create': ['own principal', 'own county'],
  'invitation.list': signedIn.filter((each) => !enterprisesOfOthers.includes(each)),
  'invitation.revoke': ['own principal', 'own county'],
  'invitation.renew': ['own principal', 'own county'],
  'invitation.look': everyone,
  'invitation.accept': everyone,
  'invitation.join': signedIn,
  'reset.issue': ['own principal', 'own county', 'security-admin'],
  'reset.look': everyone,
  'reset.complete': everyone,
  'area.search': signedIn,
  'org-unit.list': signedIn,
  'org-unit.children': signedIn,
  'org-unit.search': signedIn,
  'org-unit.read': signedIn,
  'org-unit.plan-planting': ['system-admin'],
  'org-unit.plant': ['system-admin'],
  'org-unit.history': signedIn.filter((each) => !/filer|principal|cqo/.test(each)),
  'org-unit.add': ['system-admin'],
  'org-unit.change': ['system-admin'],
  'org-unit.end': ['system-admin'],
  'org-unit.undo': ['system-admin'],
  'rules.in-force': signedIn,
  'rules.evaluate': signedIn,
  'rules.list': [...units, ...administrators],
  'rules.read': [...units, ...administrators],
  'rules.check': [...units, ...administrators],
  'rules.load': ['system-admin'],
  'rules.load-shipped': ['system-admin'],
  // The county too: it keeps papers of an enterprise that it acts for (代办).
  'file.add': [...ownPeople, 'own county'],
  'file.read': [...ownPeople, ...overseers],
  'notice.list': people,
  'notice.mark-read': people,
  // The other county reads an empty list: the rows are hidden, see the second test.
  'audit.list': [...ownPeople, ...overseers, 'other county', 'audit-admin'],
  'audit.verify': [...ownPeople, ...overseers, 'other county', 'audit-admin'],
  'audit.verify-seals': ['audit-admin'],
  'enterprise.read': [...ownPeople, ...overseers, 'own industry'],
  'enterprise.list': people,
  'enterprise.update': ['own filer', 'own principal'],
  'import.start': ['own county'],
  'import.read': ['own county'],
  'import.list': ['own county'],
  'import.rows': ['own county'],
  'import.decide-row': ['own county'],
  'import.apply': ['own county'],
  'import.cancel': ['own county'],
  'import.undo': ['own county'],
  'import.result': ['own county'],
  'roster.scopes': people,
  'roster.add-scope': [],
  'roster.list': units,
  'roster.create': ['own county'],
  'roster.change': ['own county'],
  'roster.read': units,
  'roster.members': units,
  'roster.record': ['own county'],
  // Another county is not told of the enterprise at all.
  'roster.of-enterprise': [...ownPeople, ...overseers, 'own industry'],
  'appointment.draft': ['own filer', 'own principal', 'own county'],
  'appointment.change': ['own filer', 'own principal'],
  'appointment.issue': ['own principal'],
  'appointment.add-scan': ['own filer', 'own principal'],
  'appointment.read': [...ownPeople, ...overseers],
  'appointment.list': [...ownPeople, ...overseers, 'other county'],
  'appointment.letter': [...ownPeople, ...overseers],
  'defect-template.list': ['own county'],
  'defect-template.add': ['own county'],
  'defect-template.change': ['own county'],
  'defect-template.remove': ['own county'],
  'defect-template.arrange': ['own county'],
  'filing.start': ['own filer', 'own principal', 'own county'],
  'filing.save': ['own filer', 'own principal'],
  'filing.confirm': ['own filer', 'own principal'],
  'filing.submit': ['own filer', 'own principal'],
  'filing.withdraw': ['own filer', 'own principal'],
  'filing.accept': ['own county'],
  'filing.publicize': ['own county'],
  'filing.pass-step': ['own county'],
  'filing.return': ['own county'],
  'filing.register': ['own county'],
  'filing.read': [...ownPeople, ...overseers],
  'filing.list': noIndustry,
  'filing.count': noIndustry,
  'filing.export': noIndustry,
  'filing.reveal': ['own filer', 'own principal', 'own county'],
  'filing.form': [...ownPeople, ...overseers],
  'filing.form-in-full': ['own filer', 'own principal', 'own county'],
}

/** Who may see rows of the enterprise in the database itself, table by table; by default its people and the line above it. */
export const rowOracle: Readonly<Record<string, readonly Standing[]>> = {
  tenants: [...ownPeople, ...overseers, 'own industry'],
  enterprise_unit_events: [...ownPeople, ...overseers, 'own industry'],
  // Roles are seen by colleagues, the line above and the administrators.
  grants: [...ownPeople, ...overseers, 'system-admin', 'security-admin', 'audit-admin'],
  // Invitations by those who give the role, and by the two administrators who look over it.
  invitations: ['own principal', 'own county', 'security-admin', 'audit-admin'],
  roster_events: [...ownPeople, ...overseers, 'own industry'],
  notices: ownPeople,
  import_rows: ['own county'],
}
export const rowDefault: readonly Standing[] = [...ownPeople, ...overseers]
