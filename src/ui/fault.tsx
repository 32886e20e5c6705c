import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import css from './notices.module.css'
import { useDocumentTitle } from './page-title.tsx'
import { explain, isSignedOut, problemOf } from './problem.ts'
import { words } from './words.ts'

function Explanation({ error }: { readonly error: unknown }) {
  const problem = problemOf(error)
  const detail = explain(problem)
  return (
    <div className={css.refused}>
      {detail && <div>{detail}</div>}
      {problem.status < 500 && problem.errors && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((each) => (
            <li key={`${each.path} ${each.message}`}>{each.message}</li>
          ))}
        </ul>
      )}
      {problem.clause && <div className={css.clause}>{words.fault.clause(problem.clause)}</div>}
      {problem.incident && <div>{words.fault.number(problem.incident)}</div>}
    </div>
  )
}

/** A refusal beside what was tried: 哪里, 为什么, 怎么办, clause; a fault with its number. `action`: a button or link that helps. */
export function RefusedAlert({ error, action }: { readonly error: unknown; readonly action?: ReactNode }) {
  if (!error) return null
  const problem = problemOf(error)
  const title = problem.status >= 500 || problem.status === 0 ? words.fault.title : problem.title
  return (
    <Alert
      role="alert"
      type={problem.status >= 500 || problem.status === 0 ? 'error' : 'warning'}
      showIcon
      title={title}
      description={<Explanation error={error} />}
      action={action}
    />
  )
}

/** A page that could not be shown: a refusal or a fault, with what to do now. */
export function FaultPage({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const problem = problemOf(error)
  const missing = problem.status === 404
  const title = missing
    ? words.fault.notFoundTitle
    : problem.status >= 500
      ? words.fault.title
      : problem.title
  useDocumentTitle(title)
  return (
    <div className={css.page} role="alert">
      <h1>{title}</h1>
      {missing ? <p>{problem.detail ?? words.fault.notFound}</p> : <Explanation error={error} />}
      <div className={css.faultActions}>
        {isSignedOut(problem) ? (
          <Link to="/sign-in">{words.fault.signIn}</Link>
        ) : (
          <>
            {onRetry && !missing && (
              <Button type="primary" onClick={onRetry}>
                {words.retry}
              </Button>
            )}
            <Link to="/">{words.home}</Link>
          </>
        )}
      </div>
    </div>
  )
}

/** No such address. */
export function NotFoundPage() {
  useDocumentTitle(words.fault.notFoundTitle)
  return (
    <div className={css.page}>
      <h1>{words.fault.notFoundTitle}</h1>
      <p>{words.fault.notFound}</p>
      <Link to="/">{words.home}</Link>
    </div>
  )
}

/** No rows: one sentence and one action, no picture. */
export function EmptyState({ text, action }: { readonly text: string; readonly action?: ReactNode }) {
  return (
    <div className={css.empty} role="status">
      <span>{text}</span>
      {action && <span>{action}</span>}
    </div>
  )
}
