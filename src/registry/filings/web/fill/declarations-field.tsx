import { Checkbox } from 'antd'
import type { VerdictNode } from '#registry/rules/verdict.ts'
import { FieldSet } from '#ui/field.tsx'
import { Muted, Stack } from '#ui/section.tsx'
import { formWords } from './form-words.ts'
import type { FilingDraft } from './use-filing-draft.ts'

type DeclarationsProps = Pick<FilingDraft, 'filing' | 'draft' | 'change' | 'setField'> & {
  readonly errorOf: (path: string) => string | undefined
}

/** What the enterprise declares of its officer, and the officer's consent to the use of personal data. */
export function DeclarationsField({ filing, draft, change, setField, errorOf }: DeclarationsProps) {
  const exclusions = nodesOf(filing.verdict?.tree, 'exclusions')
  const general = nodesOf(filing.verdict?.tree, 'general-conditions')
  const declared = draft.form.generalConditions ?? {}
  return (
    <Stack>
      {filing.verdict && exclusions.length === 0 ? null : (
        <FieldSet name="noExclusions" label={formWords.exclusions} error={errorOf('noExclusions')} wide>
          {() => (
            <>
              <Terms nodes={exclusions} />
              <Checkbox
                checked={draft.form.noExclusions === true}
                onChange={(event) => setField('noExclusions', event.target.checked ? true : null)}
              >
                {formWords.noExclusions}
              </Checkbox>
            </>
          )}
        </FieldSet>
      )}
      {general.length > 0 ? (
        <FieldSet name="generalConditions" label={formWords.general} hint={formWords.generalHint} wide>
          {() =>
            general.map((node) => (
              <div key={node.id}>
                <Checkbox
                  checked={declared[node.id] === true}
                  onChange={(event) => {
                    const { [node.id]: _, ...others } = declared
                    const next = event.target.checked ? { ...others, [node.id]: true } : others
                    setField('generalConditions', next)
                  }}
                >
                  {node.title}
                </Checkbox>
                {node.clause ? <Muted small>{`${node.docNo} ${node.clause}`}</Muted> : null}
              </div>
            ))
          }
        </FieldSet>
      ) : null}
      <FieldSet name="consent" label={formWords.consentTitle} error={errorOf('consent')} wide>
        {() => (
          <>
            <p>{formWords.notice}</p>
            <Checkbox checked={draft.consent} onChange={(event) => change({ consent: event.target.checked })}>
              {filing.onBehalf ? formWords.consentOnPaper : formWords.consent}
            </Checkbox>
          </>
        )}
      </FieldSet>
    </Stack>
  )
}

function Terms({ nodes }: { readonly nodes: readonly VerdictNode[] }) {
  if (nodes.length === 0) return null
  return (
    <ol>
      {nodes.map((node) => (
        <li key={node.id}>{node.title}</li>
      ))}
    </ol>
  )
}

function nodesOf(
  tree: readonly VerdictNode[] | undefined,
  kind: VerdictNode['kind'],
): readonly VerdictNode[] {
  return tree?.find((node) => node.kind === kind)?.children ?? []
}
