import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type CpuProfile = {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
  samples: number[]
  timeDeltas: number[]
}

/** Where our process spent its time: shares by package or folder, then by function. */
export async function summariseProfile(folder: string, into: string): Promise<void> {
  const [file] = (await readdir(folder)).filter((name) => name.endsWith('.cpuprofile'))
  if (!file) throw new Error('the server left no profile')
  const profile = JSON.parse(await readFile(join(folder, file), 'utf8')) as CpuProfile
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]))
  const places = new Map<string, number>()
  const functions = new Map<string, number>()
  let busy = 0
  for (const [index, id] of profile.samples.entries()) {
    const frame = frames.get(id)
    const time = profile.timeDeltas[index] ?? 0
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(program)') continue
    busy += time
    const place = placeOf(frame)
    places.set(place, (places.get(place) ?? 0) + time)
    const name = `${frame.functionName || '(anonymous)'} ${shortened(frame.url)}:${frame.lineNumber + 1}`
    functions.set(name, (functions.get(name) ?? 0) + time)
  }
  const lines = (of: Map<string, number>, most: number) =>
    [...of]
      .sort((a, b) => b[1] - a[1])
      .slice(0, most)
      .map(([name, time]) => `| ${((time / busy) * 100).toFixed(1)} % | ${name} |`)
  const table = (title: string, rows: string[]) => [
    `## ${title}`,
    '',
    '| share | where |',
    '|---|---|',
    ...rows,
    '',
  ]
  const text = [...table('By place', lines(places, 30)), ...table('By function', lines(functions, 60))].join(
    '\n',
  )
  await writeFile(into, `# Profile of the server (${Math.round(busy / 1000)} ms busy)\n\n${text}`)
  console.log(text)
}

function placeOf({ functionName, url }: CpuProfile['nodes'][number]['callFrame']): string {
  if (url === '') return functionName === '(garbage collector)' ? 'garbage collector' : 'V8 and native'
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)
  if (found?.[1]) return found[1]
  return url.startsWith('node:') ? 'node' : shortened(url).split('/').slice(0, 3).join('/')
}

const shortened = (url: string) =>
  url.replace(/^.*\/(node_modules|src|bench)\//, (_, part: string) =>
    part === 'node_modules' ? '' : `${part}/`,
  )
