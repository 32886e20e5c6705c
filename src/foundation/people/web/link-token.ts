/** The secret of a link: what stands behind `#` in the address; never sent as part of one. */
export function tokenInAddress(): string {
  return window.location.hash.slice(1)
}

/** The address that a person opens with a secret. */
export function linkTo(page: '/invitation' | '/reset', token: string): string {
  return `${window.location.origin}${page}#${token}`
}
