import { expect, it } from 'vitest'
import { DEMO_REFERENCE } from '../../server/seed/demo-passes.ts'
import { drawnApp } from './drawn-app.ts'

it('no page around a pass leaves its private link, or what was asked of it, in the diagnostic log', async () => {
  const lines: string[] = []
  const note = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }))
  const app = await drawnApp({ log: { info: note, warn: note, error: note } })
  const pages = ['', '/sheet?add=x', '/data', '/nothing']
  for (const page of pages) await fetch(`${app.url}/d/${DEMO_REFERENCE}${page}`)
  for (const act of ['correct', 'companion', 'withdraw', 'erase'])
    await fetch(`${app.url}/d/${DEMO_REFERENCE}/${act}`, { method: 'POST', redirect: 'manual' })
  for (const path of [`/q/${DEMO_REFERENCE}.png`, `/q/${DEMO_REFERENCE}`, `/api/declarations/${DEMO_REFERENCE}/data`]) await fetch(app.url + path)
  await fetch(`${app.url}/find`, { method: 'POST', body: new URLSearchParams({ shortCode: '0000-0000-0', birth: '5/3/1985' }) })
  // Written once an answer has gone out, which may be a moment after it has come.
  await expect.poll(() => lines.length).toBe(12)
  await app.close()
  expect(lines.join('\n')).not.toMatch(new RegExp(`${DEMO_REFERENCE}|0000-0000|1985`))
})
