import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type InjectionDrill, openInjectionDrill } from '../support/injection-drill.ts'
import { INJECTIONS, type InjectionKind, MARK } from '../support/injections.ts'

let drill: InjectionDrill
beforeAll(async () => {
  drill = await openInjectionDrill()
}, 120_000)
afterAll(() => drill.close())

const OTHER_KINDS: readonly InjectionKind[] = ['sql', 'formula', 'log', 'prototype', 'path', 'header', 'template', 'encoding']

it.each(['markup', 'another'])('%s: a hostile text stays a text at every public door and in every output', async (which) => {
  const { text } = sampleOf(which === 'markup' ? 'html' : (OTHER_KINDS[Date.now() % OTHER_KINDS.length] ?? 'sql'))
  console.log(`F15 plays ${JSON.stringify(text.slice(0, 80))}`)
  expect([text, await drill.play(text)]).toEqual([text, []])
})

it('markup typed into the live page stays a text', async () => {
  const { text } = sampleOf('html')
  console.log(`F15 types ${JSON.stringify(text)}`)
  expect([text, await drill.playLive(text)]).toEqual([text, []])
})

it('the judge of pages finds markup that got through', async () => {
  const raw = [
    '<p>x</p><script>1</script>',
    '<img src=x onerror=1>',
    '<a href="javascript:1">x</a>',
    '<iframe></iframe>',
    '<p style="x">',
    '<base href=//x.example>',
  ]
  for (const page of raw) expect([page, (await drill.judge.foreign([`<div id="app">${page}</div>`])).length > 0]).toEqual([page, true])
  expect(await drill.judge.foreign([`<div id="app"><p class="x">&lt;script&gt;${MARK}</p><a href="/d/x">x</a></div>`])).toEqual([])
})

it('no screen of any site is drawn from markup in a text', () => {
  const found = ['declare-web', 'kiosk', 'control-room'].flatMap((site) =>
    readdirSync(site, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .filter((file) =>
        /dangerouslySetInnerHTML|\.(inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function/.test(
          readFileSync(join(site, file), 'utf8'),
        ),
      )
      .map((file) => join(site, file)),
  )
  expect(found).toEqual([])
})

/** Another one each run; the full suite plays them all. */
function sampleOf(kind: InjectionKind) {
  const those = INJECTIONS.filter((injection) => injection.kind === kind)
  const sample = those[Date.now() % those.length]
  if (!sample) throw new Error(`no text of kind ${kind}`)
  return sample
}
