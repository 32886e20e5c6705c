import type { Shown } from '#ui/ledger/ledger-of.ts'
import type { Status } from '#ui/statuses.ts'
import { departmentContract, productContract } from '#workbench/master-data/contract.ts'
import { costAccountContract, costProposalContract } from '../contract.ts'
import { costProposals, proposalStates } from '../ledgers.ts'
import { DecideProposal, ProposalFacts } from './proposal-parts.tsx'
import { words } from './words.ts'

const icons = {
  pending: ['clock', 'accent'],
  taken: ['check-circle', 'success'],
  refused: ['close-circle', 'muted'],
  withdrawn: ['minus-circle', 'muted'],
} as const satisfies Record<keyof typeof proposalStates, [Status['icon'], Status['tone']]>

function status({ standing }: Shown): Status {
  const [icon, tone] = icons[standing as keyof typeof icons]
  return { text: proposalStates[standing as keyof typeof proposalStates], icon, tone }
}

export const face = {
  ledger: costProposals,
  contract: costProposalContract,
  linked: {
    'cost-accounts': costAccountContract,
    departments: departmentContract,
    products: productContract,
  },
  warnings: DecideProposal,
  sections: ProposalFacts,
  form: false as const,
  kinds: words.kinds,
  status,
}
