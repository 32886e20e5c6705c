/** Idle and absolute limits of a browser's session (GB/T 22239 身份鉴别; our own defaults). */
export const IDLE_SECONDS = 30 * 60
export const SESSION_HOURS = 12
/** Failures that lock a name, and for how long, in seconds. */
export const FAILURE_LIMIT = 5
export const LOCK_SECONDS = 300
