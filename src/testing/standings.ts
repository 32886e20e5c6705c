/** Who stands where towards the sample enterprise of 袁州区 and its registered filing. */
export const standings = [
  'visitor',
  'own filer',
  'own principal',
  'own cqo',
  'own staff',
  'own auditor',
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

export const signedIn = standings.filter((each) => each !== 'visitor')
export const ownPeople = ['own filer', 'own principal', 'own cqo'] as const
/** Of the workbench. */
export const ownWriters = [...ownPeople, 'own staff'] as const
export const ownReaders: readonly Standing[] = [...ownWriters, 'own auditor'] as const
/** Who of the enterprise sees its appointment and filing. */
export const ownOfRegistry = [...ownPeople, 'own auditor'] as const
export const enterprisesOfOthers: readonly Standing[] = ['other filer', 'other principal', 'other cqo']
export const overseers = ['own county', 'city', 'province'] as const
export const people = signedIn.filter((each) => !each.endsWith('-admin'))
export const units = people.filter((each) => !/^(own|other) (filer|principal|cqo|staff|auditor)$/.test(each))
export const administrators = signedIn.filter((each) => each.endsWith('-admin'))
export const noIndustry = people.filter((each) => !each.endsWith('industry'))
