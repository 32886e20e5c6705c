import {
  BellOutlined,
  CheckCircleOutlined,
  CheckOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  EditOutlined,
  ExclamationCircleOutlined,
  LockOutlined,
  MinusCircleOutlined,
  MinusOutlined,
  QuestionCircleOutlined,
  StopOutlined,
  SwapOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { StatusIcon } from './statuses.ts'

function Glyph({ children }: { readonly children: ReactNode }) {
  return (
    <span className="anticon" aria-hidden="true">
      <svg
        width="1em"
        height="1em"
        viewBox="0 0 14 14"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.3}
        aria-hidden="true"
      >
        {children}
      </svg>
    </span>
  )
}

/** An empty ring: not begun, or an alternative that does not matter. */
export function Ring() {
  return (
    <Glyph>
      <circle cx="7" cy="7" r="5.4" />
    </Glyph>
  )
}

/** A half-filled ring: relaxed, or can be. */
export function HalfRing() {
  return (
    <Glyph>
      <circle cx="7" cy="7" r="5.4" />
      <path d="M7 1.6a5.4 5.4 0 010 10.8z" fill="currentColor" stroke="none" />
    </Glyph>
  )
}

const icons: Record<StatusIcon, () => ReactNode> = {
  edit: () => <EditOutlined aria-hidden />,
  clock: () => <ClockCircleOutlined aria-hidden />,
  'check-circle': () => <CheckCircleOutlined aria-hidden />,
  check: () => <CheckOutlined aria-hidden />,
  exclamation: () => <ExclamationCircleOutlined aria-hidden />,
  'minus-circle': () => <MinusCircleOutlined aria-hidden />,
  minus: () => <MinusOutlined aria-hidden />,
  swap: () => <SwapOutlined aria-hidden />,
  stop: () => <StopOutlined aria-hidden />,
  'close-circle': () => <CloseCircleOutlined aria-hidden />,
  question: () => <QuestionCircleOutlined aria-hidden />,
  'half-ring': HalfRing,
  ring: Ring,
  lock: () => <LockOutlined aria-hidden />,
  warning: () => <WarningOutlined aria-hidden />,
  bell: () => <BellOutlined aria-hidden />,
}

/** The picture of a status; hidden from screen readers, because its words stand beside it. */
export function StatusGlyph({ name }: { readonly name: StatusIcon }) {
  const Icon = icons[name]
  return <Icon />
}
