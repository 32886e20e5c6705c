import { useSyncExternalStore } from 'react'

function subscribeTo(query: string) {
  return (notify: () => void) => {
    const media = window.matchMedia(query)
    media.addEventListener('change', notify)
    return () => media.removeEventListener('change', notify)
  }
}

const phoneQuery = '(max-width: 575.98px)'
const subscribePhone = subscribeTo(phoneQuery)

/** True below 576 px, where a page is one column and a question at a time. */
export function usePhone(): boolean {
  return useSyncExternalStore(subscribePhone, () => window.matchMedia(phoneQuery).matches)
}
