/**
 * One PDF of several that `renderPdf` made (PDF 1.7 as Typst 0.13 writes it: a plain cross-reference table, no object
 * streams); no general tool. Pages keep what they need; only the trees above them are new.
 */
export function mergePdfs(pdfs: readonly Uint8Array[]): Uint8Array {
  if (pdfs.length === 1 && pdfs[0]) return pdfs[0]
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xaa\xaa\xaa\xaa\n', 'latin1')]
  const offsets: number[] = []
  let at = parts[0]?.length ?? 0
  const put = (text: string) => {
    const bytes = Buffer.from(text, 'latin1')
    parts.push(bytes)
    at += bytes.length
  }
  const object = (id: number, body: string) => {
    offsets[id] = at
    put(`${id} 0 obj\n${body}\nendobj\n\n`)
  }
  const catalog = 1
  const tree = 2
  let free = 3
  let count = 0
  const kids: number[] = []
  for (const pdf of pdfs) {
    const { objects, root } = readObjects(pdf)
    const base = free - 1
    const pages = Number(reference(objects.get(root), 'Pages'))
    for (const [id, body] of objects) {
      if (id === root) continue
      const moved = renumbered(body, base)
      object(base + id, id === pages ? moved.replace('<<', `<<\n  /Parent ${tree} 0 R`) : moved)
      free = Math.max(free, base + id + 1)
    }
    kids.push(base + pages)
    count += Number(/\/Count (\d+)/.exec(objects.get(pages) ?? '')?.[1])
  }
  object(catalog, `<<\n  /Type /Catalog\n  /Pages ${tree} 0 R\n  /Lang (zh-CN)\n>>`)
  const list = kids.map((kid) => `${kid} 0 R`).join(' ')
  object(tree, `<<\n  /Type /Pages\n  /Count ${count}\n  /Kids [${list}]\n>>`)
  const table = at
  put(crossReferences(offsets, free))
  put(`trailer\n<<\n  /Size ${free}\n  /Root ${catalog} 0 R\n>>\nstartxref\n${table}\n%%EOF`)
  return Buffer.concat(parts)
}

function crossReferences(offsets: readonly number[], size: number): string {
  const lines = Array.from({ length: size }, (_, id) => {
    const offset = offsets[id]
    return offset === undefined ? '0000000000 65535 f\r\n' : `${String(offset).padStart(10, '0')} 00000 n\r\n`
  })
  return `xref\n0 ${size}\n${lines.join('')}`
}

type Objects = { readonly objects: ReadonlyMap<number, string>; readonly root: number }

function readObjects(pdf: Uint8Array): Objects {
  const source = Buffer.from(pdf).toString('latin1')
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(source)?.[1])
  const [head = '', first, size] = /^xref\s+(\d+) (\d+)\s+/.exec(source.slice(table)) ?? []
  if (first !== '0') throw new Error('not a PDF as renderPdf writes it')
  const objects = new Map<number, string>()
  for (let id = 1; id < Number(size); id += 1) {
    const line = table + head.length + id * 20
    const [offset = '', , kind] = source.slice(line, line + 18).split(' ')
    if (kind !== 'n') continue
    const start = source.indexOf('obj', Number(offset)) + 3
    objects.set(id, source.slice(start, endOf(source, start)).trim())
  }
  return { objects, root: Number(reference(source.slice(source.lastIndexOf('trailer')), 'Root')) }
}

/** Where an object ends; what stands in a stream is not looked at. */
function endOf(source: string, start: number): number {
  const stream = /\/Length (\d+)[\s\S]*?>>\s*stream\r?\n/y
  const dictionary = source.indexOf('endobj', start)
  const opens = source.indexOf('stream', start)
  if (opens < 0 || opens > dictionary) return dictionary
  stream.lastIndex = source.indexOf('/Length ', start)
  const match = stream.exec(source)
  if (!match) throw new Error('a stream without its length')
  return source.indexOf('endobj', stream.lastIndex + Number(match[1]))
}

function reference(body: string | undefined, key: string): string | undefined {
  return new RegExp(`/${key} (\\d+) 0 R`).exec(body ?? '')?.[1]
}

/** References moved by `base`, in the dictionary alone: a stream is bytes. */
function renumbered(body: string, base: number): string {
  const stream = body.search(/>>\s*stream\r?\n/)
  const dictionary = stream < 0 ? body : body.slice(0, stream)
  const moved = dictionary.replace(/\b(\d+) 0 R\b/g, (_, id) => `${Number(id) + base} 0 R`)
  return moved + body.slice(dictionary.length)
}
