import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { PageTitle } from '#ui/page-title.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TaskList } from '#ui/task-list.tsx'
import { stepsOf } from './progress.ts'
import { useSetUp } from './use-set-up.ts'
import { words } from './words.ts'

/** What is still to be done before the platform is of use; derived from what is there. */
export default function SetUpPage() {
  const setUp = useSetUp()
  const steps = stepsOf(setUp)
  const next = steps.find(({ done }) => !done)
  const uninvited = setUp.administrators.find(({ holders, invited }) => holders + invited === 0)
  return (
    <>
      <PageTitle title={words.title} sub={words.sub} />
      <Stack>
        <Section title={words.next}>
          {next ? (
            <Stack>
              {next.key === 'administrators' ? <Muted>{words.administratorsWhy}</Muted> : null}
              <div>
                <Link to={next.to} search={(next.search ?? {}) as never}>
                  <Button type="primary">
                    {next.key === 'administrators' && uninvited
                      ? words.invite(uninvited.roleName)
                      : words.tasks[next.key]}
                  </Button>
                </Link>
              </div>
            </Stack>
          ) : (
            <p>{words.allDone}</p>
          )}
        </Section>
        <Section>
          <TaskList
            variant="page"
            progress={words.progress(steps.filter(({ done }) => done).length)}
            groups={[
              {
                tasks: steps.map(({ key, to, search, status }, index) => ({
                  key,
                  number: index + 1,
                  title: words.tasks[key],
                  ...(status.icon === 'lock' ? {} : { to }),
                  ...(search && { search }),
                  status,
                })),
              },
            ]}
          />
        </Section>
      </Stack>
    </>
  )
}
