/** Whom to tell about somebody's role; administrators have no unit to tell. */
export function placeOf(post: {
  enterpriseId: string | null
  unitId: string | null
}): { enterpriseId: string } | { unitId: string } | null {
  if (post.enterpriseId) return { enterpriseId: post.enterpriseId }
  return post.unitId ? { unitId: post.unitId } : null
}
