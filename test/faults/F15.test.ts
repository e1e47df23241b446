import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openInjectionDrill } from '../support/injection-drill.ts'
import { openGroupDrill } from '../support/injection-groups.ts'
import { openStoredDrill } from '../support/injection-stored.ts'
import { type InjectionTarget, openInjectionTarget } from '../support/injection-target.ts'
import { INJECTIONS, type InjectionKind, MARK } from '../support/injections.ts'
import { openTerminalDrill } from '../support/terminal-drill.ts'

let target: InjectionTarget
beforeAll(async () => {
  target = await openInjectionTarget()
}, 120_000)
afterAll(() => target?.close())

const OTHER_KINDS: readonly InjectionKind[] = ['sql', 'formula', 'log', 'prototype', 'path', 'header', 'template', 'encoding']
/** Another each run; the full suite plays them all. */
const row = Date.now() % INJECTIONS.length

it.each(['markup', 'another'])('%s: a hostile text stays a text at every public door and in every output', async (which) => {
  const { text } = sampleOf(which === 'markup' ? 'html' : (OTHER_KINDS[row % OTHER_KINDS.length] ?? 'sql'))
  console.log(`F15 plays ${JSON.stringify(text.slice(0, 80))}`)
  const doors = await openInjectionDrill(target)
  expect([text, await doors.play(text)]).toEqual([text, []])
  await doors.close()
})

it('texts typed into the live page stay texts, another in each box', async () => {
  const doors = await openInjectionDrill(target)
  expect([`row ${row}`, await doors.playLive(row)]).toEqual([`row ${row}`, []])
  await doors.close()
})

it('a list of persons with a hostile cell in each row is read row by row, however it comes', { timeout: 240_000 }, async () => {
  const lists = await openGroupDrill(target)
  expect([`list ${row}`, await lists.play(row)]).toEqual([`list ${row}`, []])
  await lists.close()
})

it('what is stored already stays a text wherever it is shown', async () => {
  const stored = await openStoredDrill(target)
  expect([`row ${row}`, await stored.play(row)]).toEqual([`row ${row}`, []])
  await stored.close()
})

it('no command prints what a terminal would obey', async () => {
  const terminal = await openTerminalDrill(target.judge)
  expect([`row ${row}`, await terminal.play(row)]).toEqual([`row ${row}`, []])
  await terminal.close()
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
  for (const page of raw) expect([page, (await target.judge.foreign([`<div id="app">${page}</div>`])).length > 0]).toEqual([page, true])
  expect(await target.judge.foreign([`<div id="app"><p class="x">&lt;script&gt;${MARK}</p><a href="/d/x">x</a></div>`])).toEqual([])
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

function sampleOf(kind: InjectionKind) {
  const those = INJECTIONS.filter((injection) => injection.kind === kind)
  const sample = those[row % those.length]
  if (!sample) throw new Error(`no text of kind ${kind}`)
  return sample
}
