import { addDays } from '#platform/values/civil-date.ts'
import type { Duty } from '../contract.ts'

const CRLF = '\r\n'
const LINE = 75

/** The dated duties as iCalendar (RFC 5545): whole-day events with stable UIDs, so that a later file brings them up to date. */
export function calendarFile(duties: readonly Duty[], now: Date): string {
  const dated = duties.filter(({ due, state }) => due !== null && state !== 'not-applicable')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//OpenCQO//duties//ZH',
    'CALSCALE:GREGORIAN',
    'X-WR-TIMEZONE:Asia/Shanghai',
    ...dated.flatMap((duty) => eventOf(duty, now)),
    'END:VCALENDAR',
  ]
  return lines.map(folded).join(CRLF) + CRLF
}

function eventOf({ unitId, key, period, due, title, unitName, counts }: Duty, now: Date): string[] {
  const day = due ?? ''
  return [
    'BEGIN:VEVENT',
    `UID:${unitId}-${key.replace(/[^A-Za-z0-9-]/g, '-')}-${period}@opencqo`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${addDays(day, 1).replaceAll('-', '')}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(`${unitName}；怎样算完成：${counts}`)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r?\n/g, '\\n')
}

/** No line longer than 75 bytes; a character is never cut. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const character of line) {
    if (Buffer.byteLength(part + character) > (parts.length === 0 ? LINE : LINE - 1)) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part].join(`${CRLF} `)
}
