/** Which keys of a pack are inherited, and how they merge. */

/** A pack speaks of these for itself alone. */
export const OWN = new Set(
  'id version title docNo issuer areas effectiveFrom effectiveTo supersedes parent draft note basis'.split(
    ' ',
  ),
)

/** Lists whose items carry a name, and under which key; they merge item by item. */
export const NAMED_LISTS: Readonly<Record<string, string>> = {
  facts: 'key',
  lists: 'code',
  correspondences: 'id',
  qualification: 'id',
  relaxations: 'id',
  powers: 'id',
  certificates: 'type',
  forms: 'id',
  targets: 'id',
  milestones: 'id',
  provisions: 'id',
  'exclusions.items': 'id',
  'generalConditions.items': 'id',
  'termination.reasons': 'id',
}

/** Items that say whose they are too, but are replaced together: their order is their meaning. */
export const ORDERED_LISTS = new Set(['flow.steps'])

/** Sections that merge key by key; whatever else has keys is taken as a whole. */
export const SECTIONS: ReadonlySet<string> = new Set([
  'exclusions',
  'generalConditions',
  'flow',
  'flow.deadlines',
  'flow.officePromise',
  'training',
  'training.exam',
  'termination',
])

/** Sections with a source of their own that are taken as a whole. */
export const WHOLE = new Set(['numbering', 'awardPriority'])

/** The source of a section belongs to whoever wrote the section last. */
export const CITATION = ['clause', 'docNo', 'note']
