import { deflateRawSync } from 'node:zlib'
import { toString as qrToString } from 'qrcode'
import { chunksOf } from '../../shared/carrying/chunks.ts'
import type { Letter } from '../../shared/carrying/letter.ts'
import { utf8Bytes } from '../../shared/utf8.ts'

/** Two codes a second: a tablet's camera sees each several times, and missed ones come round again. */
const STEP_MS = 500

/** The letter as QR codes, for a screen to show one after another or for paper. */
export function letterChunks(letter: Letter): readonly string[] {
  return chunksOf({ packing: 'deflate', bytes: new Uint8Array(deflateRawSync(utf8Bytes(JSON.stringify(letter)))) })
}

/** One page without anything from elsewhere: on a screen the codes follow each other, on paper they stand side by side. */
export async function qrSheet(title: string, chunks: readonly string[]): Promise<string> {
  const codes: string[] = []
  for (const [at, chunk] of chunks.entries()) {
    const svg = await qrToString(chunk, { type: 'svg', errorCorrectionLevel: 'L', margin: 3 })
    codes.push(`<figure>${svg}<figcaption>${at + 1}/${chunks.length}</figcaption></figure>`)
  }
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style>
<h1>${escaped(title)}</h1><main>${codes.join('')}</main><script>${SCRIPT}</script></html>
`
}

const STYLE = `body{font:16px sans-serif;margin:1rem}figure{margin:0;text-align:center;break-inside:avoid}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(9cm,1fr));gap:.5cm}svg{width:100%;height:auto}
@media screen{main{display:block}figure{display:none;max-width:80vmin;margin:auto}figure.now{display:block}}`

const SCRIPT = `var all=document.querySelectorAll('figure'),at=0;function step(){all[at].className='';at=(at+1)%all.length;all[at].className='now'}
all[0].className='now';if(all.length>1)setInterval(step,${STEP_MS})`

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
