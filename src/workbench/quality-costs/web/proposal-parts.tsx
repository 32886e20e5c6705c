import { Link } from '@tanstack/react-router'
import { Button, Flex, Input, Modal } from 'antd'
import { useState } from 'react'
import { columnsOf } from '#platform/ledger/ledger.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { useMayWrite } from '#ui/frame.tsx'
import { type RecordPart, sourceOf } from '#ui/ledger/ledger-of.ts'
import { shownAs } from '#ui/ledger/shown-as.ts'
import { problemOf } from '#ui/problem.ts'
import { RemoteSelect } from '#ui/remote-select.tsx'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { departmentContract, productContract } from '#workbench/master-data/contract.ts'
import {
  costAccountContract,
  costLineContract,
  costProposalContract,
  listCostMonths,
  readCostAnalysis,
  readCostStanding,
  refuseCostProposal,
  takeCostProposal,
} from '../contract.ts'
import { words } from './words.ts'

const touched = {
  invalidates: [
    costProposalContract.list,
    costProposalContract.read,
    costLineContract.list,
    readCostAnalysis,
    listCostMonths,
    readCostStanding,
  ],
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null)

/** Takes a pending proposal into the account that it belongs to, or keeps it out with a reason. */
export function DecideProposal(part: RecordPart) {
  const mayWrite = useMayWrite()
  return mayWrite && part.record.standing === 'pending' ? (
    <Decide key={part.record.version} {...part} />
  ) : null
}

function Decide({ enterpriseId, record }: RecordPart) {
  const standing = useOperation(readCostStanding, { enterpriseId, recordId: record.id }).data
  const [account, setAccount] = useState(textOf(record.account))
  const [department, setDepartment] = useState(textOf(record.department))
  const [product, setProduct] = useState(textOf(record.product))
  const take = useCommand(takeCostProposal, touched)
  const errors = take.error ? (problemOf(take.error).errors ?? []) : []
  const of = { enterpriseId, recordId: record.id, version: record.version }
  const lands = standing?.locked
    ? words.proposal.landsLate(standing.month, standing.landsIn)
    : standing
      ? words.proposal.lands(standing.month)
      : ''
  return (
    <Section title={words.proposal.decide} note={lands}>
      <Stack>
        {take.error && errors.length === 0 ? <RefusedAlert error={take.error} /> : null}
        <FieldGrid>
          <Field
            name="account"
            label={words.proposal.account}
            error={errors.find(({ path }) => path === 'account')?.message}
          >
            {(control) => (
              <RemoteSelect
                {...control}
                source={sourceOf(costAccountContract, 'name', enterpriseId)}
                value={account}
                onChange={setAccount}
              />
            )}
          </Field>
          <Field name="department" label={words.proposal.department} optional>
            {(control) => (
              <RemoteSelect
                {...control}
                source={sourceOf(departmentContract, 'name', enterpriseId)}
                value={department}
                onChange={setDepartment}
              />
            )}
          </Field>
          <Field name="product" label={words.proposal.product} optional>
            {(control) => (
              <RemoteSelect
                {...control}
                source={sourceOf(productContract, 'name', enterpriseId)}
                value={product}
                onChange={setProduct}
              />
            )}
          </Field>
        </FieldGrid>
        <Flex gap="small" wrap>
          <Button
            type="primary"
            loading={take.isPending}
            onClick={() => take.mutate({ ...of, account: account ?? '', department, product })}
          >
            {words.proposal.take}
          </Button>
          <Refuse of={of} />
        </Flex>
      </Stack>
    </Section>
  )
}

function Refuse({ of }: { readonly of: { enterpriseId: string; recordId: string; version: number } }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const refuse = useCommand(refuseCostProposal, touched)
  const errors = refuse.error ? (problemOf(refuse.error).errors ?? []) : []
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.proposal.refuse}</Button>
      <Modal
        open={open}
        title={words.proposal.refuse}
        onCancel={() => setOpen(false)}
        closable={{ 'aria-label': uiWords.close }}
        cancelText={uiWords.cancel}
        okText={words.proposal.refuse}
        okButtonProps={{ loading: refuse.isPending }}
        onOk={() => refuse.mutate({ ...of, reason })}
      >
        <Stack>
          {refuse.error && errors.length === 0 ? <RefusedAlert error={refuse.error} /> : null}
          <Field name="reason" label={words.proposal.reason} error={errors[0]?.message}>
            {(control) => (
              <Input.TextArea
                {...control}
                maxLength={300}
                autoSize={{ minRows: 2 }}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        </Stack>
      </Modal>
    </>
  )
}

/** What is proposed, and the record that proposes it. */
export function ProposalFacts({ face, enterpriseId, record }: RecordPart) {
  const source = useOperation(readCostStanding, { enterpriseId, recordId: record.id }).data?.source
  const items = columnsOf(face.ledger)
    .map(([key, column]) => ({ key, term: column.label, value: shownAs(key, column, record) }))
    .filter(({ value }) => value !== '')
    .map(({ key, term, value }) => ({
      term,
      value:
        key === 'sourceNumber' && source ? (
          <Link to={`/enterprises/${enterpriseId}/${source.path}`}>{value}</Link>
        ) : (
          value
        ),
    }))
  return (
    <Section>
      <Facts items={items} />
    </Section>
  )
}
