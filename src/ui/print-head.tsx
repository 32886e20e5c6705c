import { useEffect, useState } from 'react'
import { instant } from './format.ts'
import { useFrame } from './frame.tsx'
import { words } from './words.ts'

/** At the head of what a browser prints, and only there: whose, by whom, when, and that it is for internal use. */
export function PrintHead() {
  const { organisation, reader } = useFrame()
  const [at, setAt] = useState(() => new Date())
  useEffect(() => {
    const now = () => setAt(new Date())
    window.addEventListener('beforeprint', now)
    return () => window.removeEventListener('beforeprint', now)
  }, [])
  const facts = [organisation, reader, words.printedAt(instant(at.toISOString())), words.internal]
  // Drawn by the style sheet alone: nothing of it is on the page that is read or searched.
  return <div className="print-head" data-facts={facts.filter(Boolean).join('　')} />
}
