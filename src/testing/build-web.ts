import { buildWeb } from '#apps/web-build.ts'

/** Before the journeys: they run two at a time, and share one build of the web application. */
export default async function build(): Promise<void> {
  await buildWeb((line) => console.log(line))
}
