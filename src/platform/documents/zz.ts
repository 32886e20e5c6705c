import { renderPdf } from './render.ts'
import { writeFileSync } from 'node:fs'
const t = `#import "sheet.typ": *
#show: sheet
#context {
let a = data.a
 for s in (a, "x"*80, "。"*80, "（"*80, "々"*80) [ #{let m = measure(width: 100pt, s); str(m.width.pt()) + " " + str(m.height.pt())} \\ ]
}
#box(width:100pt,height:20pt,stroke:1pt, fit(data.a,"甲"))
#box(width:100pt,height:20pt,stroke:1pt, fit("x"*80,"乙"))
#box(width:100pt,height:40pt,stroke:1pt, fit("第一行\n第二行 中ab","乙"))
#box(width:100pt,height:40pt,stroke:1pt, fit("。"*30,"乙"))
#data.a #raw(data.a)`
const r = await renderPdf({ template: t.replace(/#raw.*/, ''), data: { a: '#import $x$ *b* 𠮷😀' }, title: 'x' })
console.log(r.pages, r.missingGlyphs)
writeFileSync('/tmp/ty/m.pdf', r.pdf)
for (const tt of [t, t + '#nosuch', t + '#text(font:"Nope")[x]'])
await renderPdf({ template: tt, data: { a: 'a' }, title: 'x' }).catch((e) => console.log(String(e)))
