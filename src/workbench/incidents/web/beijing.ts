/** An instant as a field for day and time takes it, in Beijing time: `2026-11-21T14:05`. */
export function minuteOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)
}

/** What was chosen in such a field, as an instant; as it is where it cannot be one, for the server to refuse. */
export function instantOf(minute: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(minute) ? `${minute}:00+08:00` : minute
}
