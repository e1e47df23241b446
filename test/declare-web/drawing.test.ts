import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type Browser, chromium, type Page } from 'playwright-core'
import { transformWithOxc } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchOptions } from '../support/chromium.ts'

/** The drawing of the form, file by file, in a real browser. */
let server: Server
let browser: Browser
let page: Page

beforeAll(async () => {
  server = createServer((req, res) => void serve(req.url ?? '/').then(([type, body]) => res.setHeader('content-type', type).end(body)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  browser = await chromium.launch(launchOptions())
  page = await browser.newPage()
}, 60_000)

afterAll(async () => {
  await browser.close()
  server.close()
})

async function serve(path: string): Promise<readonly [type: string, body: string]> {
  if (!path.endsWith('.ts')) return ['text/html', '<!doctype html><div id="app"></div>']
  const source = readFileSync(`declare-web/drawing${path}`, 'utf8')
  return ['text/javascript', (await transformWithOxc(source, path)).code]
}

/** Runs `body` on a fresh page with the drawing's own parts in scope; what it returns comes back. */
async function onPage(body: string): Promise<unknown> {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  await page.goto(`http://127.0.0.1:${address.port}/`)
  return page.evaluate(`(async () => {
    const { render } = await import('/draw.ts'), { jsx, Fragment } = await import('/jsx-runtime.ts')
    const { useState, useEffect, useLayoutEffect, useRef } = await import('/hooks.ts')
    const root = document.getElementById('app'), soon = () => new Promise((done) => setTimeout(done, 20)), log = []
    const el = (type, props, ...children) => jsx(type, { ...props, children }, props?.key ?? null)
    ${body}
  })()`)
}

it('draws elements, lists, numbers and holes, and escapes what is text', async () => {
  expect(
    await onPage(`
      render(el('p', { class: 'a', hidden: false, 'aria-pressed': false, tabIndex: -1, spellcheck: false }, 'x<b>', 0, null, false, [el('i', {}, 1)], el(Fragment, {}, '2')), root)
      return root.innerHTML`),
  ).toBe('<p class="a" aria-pressed="false" tabindex="-1" spellcheck="false">x&lt;b&gt;0<i>1</i>2</p>')
})

it('keeps boxes and the focus in them while things come and go around', async () => {
  expect(
    await onPage(`
      let set
      const Page = () => {
        const [isMore, setMore] = useState(false); set = setMore
        return [isMore && el('p', {}, 'error'), el('input', { id: 'name' }), isMore ? el('b', {}) : null]
      }
      render(el(Page, {}), root)
      const box = document.getElementById('name'); box.focus(); box.value = 'typed'
      set(true); await soon()
      const during = [document.activeElement === box, box.value, root.children.length]
      set(false); await soon()
      return [...during, document.activeElement === box, root.children.length]`),
  ).toEqual([true, 'typed', 3, true, 1])
})

it('takes the rows of a list along by their keys, and drops what is gone', async () => {
  expect(
    await onPage(`
      let set
      const Row = ({ name }) => { useEffect(() => () => void log.push('gone ' + name), []); return el('li', { id: name }, name) }
      const Page = () => { const [rows, setRows] = useState(['a', 'b', 'c']); set = setRows; return rows.map((name) => el(Row, { key: name, name })) }
      render(el(Page, {}), root)
      const before = document.getElementById('c'); await soon()
      set(['c', 'x', 'a']); await soon()
      return [root.textContent, document.getElementById('c') === before, log]`),
  ).toEqual(['cxa', true, ['gone b']])
})

it('holds what is shown in a box, a tick and a list to what is said of them, at each drawing', async () => {
  expect(
    await onPage(`
      let draw
      const Page = () => {
        const [, again] = useState(0); draw = () => again((n) => n + 1)
        return [el('input', { id: 't', value: 'as said' }), el('input', { id: 'c', type: 'checkbox', checked: true }),
          el('select', { id: 's', value: 'two' }, ...['one', 'two'].map((value) => el('option', { value }, value)))]
      }
      render(el(Page, {}), root)
      const [t, c, s] = ['t', 'c', 's'].map((id) => document.getElementById(id)), seen = [t.value, c.checked, s.value]
      t.value = 'other'; c.checked = false; s.value = 'one'
      draw(); await soon()
      return [...seen, t.value, c.checked, s.value]`),
  ).toEqual(['as said', true, 'two', 'as said', true, 'two'])
})

it('runs effects of what is inside first, again only for what changed, and cleans up before', async () => {
  expect(
    await onPage(`
      let set
      const Inner = ({ of }) => { useEffect(() => { log.push('inner ' + of); return () => log.push('clean ' + of) }, [of]); return null }
      const Page = () => {
        const [of, setOf] = useState(1); set = setOf
        useEffect(() => void log.push('page'), [])
        useLayoutEffect(() => void log.push('layout'), [])
        return of < 3 && el(Inner, { of })
      }
      render(el(Page, {}), root); await soon()
      set(1); await soon(); set(2); await soon(); set(3); await soon()
      return log`),
  ).toEqual(['layout', 'inner 1', 'page', 'clean 1', 'inner 2', 'clean 2'])
})

it('draws once for several changes, and calls the newest listener', async () => {
  expect(
    await onPage(`
      let drawn = 0
      const Page = () => {
        drawn++
        const [count, setCount] = useState(0), button = useRef(null)
        return el('button', { ref: button, onClick: () => { setCount(count + 1); setCount((now) => now + 1); log.push(button.current === root.firstChild) } }, count)
      }
      render(el(Page, {}), root)
      root.firstChild.click(); await soon(); root.firstChild.click(); await soon()
      return [root.textContent, drawn, log]`),
  ).toEqual(['4', 3, [true, true]])
})

it('begins anew where another component takes the place, and lets go of its box', async () => {
  expect(
    await onPage(`
      let set, box
      const One = () => { const [text] = useState('one'); return el('p', {}, text) }
      const Two = () => { const [text] = useState('two'); return el('p', {}, text) }
      const Page = () => { const [is, put] = useState(true); set = put; box = useRef(null); return [is ? el(One, {}) : el(Two, {}), is && el('i', { ref: box })] }
      render(el(Page, {}), root)
      const had = box.current?.tagName; set(false); await soon()
      return [root.innerHTML, had, box.current]`),
  ).toEqual(['<p>two</p>', 'I', null])
})

it('draws pictures as pictures', async () => {
  expect(
    await onPage(`render(el('svg', { viewBox: '0 0 1 1' }, el('path', { d: 'M0 0' })), root)
      return [root.firstChild.namespaceURI, root.firstChild.firstChild.namespaceURI, root.firstChild.getAttribute('viewBox')]`),
  ).toEqual(['http://www.w3.org/2000/svg', 'http://www.w3.org/2000/svg', '0 0 1 1'])
})

it('says what is new also where a translator put its own nodes in place of the text', async () => {
  expect(
    await onPage(`
      let set
      const Page = () => { const [count, setCount] = useState(1); set = setCount; return el('p', {}, 'gate ', count) }
      render(el(Page, {}), root)
      const [text, number] = root.firstChild.childNodes
      for (const own of [text, number]) { const font = document.createElement('font'); font.textContent = 'x'; own.replaceWith(font) }
      set(2); await soon()
      return root.textContent`),
  ).toBe('gate 2')
})

it('draws a component whose state changed, and not what is around it', async () => {
  expect(
    await onPage(`
      let draw, turn, drop
      const Inner = ({ name }) => { const [count, setCount] = useState(0); turn = () => setCount((now) => now + 1); log.push(name + count); return count % 2 ? [el('i', {}), el('b', {}, count)] : String(count) }
      const Page = () => {
        const [count, setCount] = useState(0), [isHere, setHere] = useState(true)
        draw = () => setCount((now) => now + 1); drop = () => setHere(false)
        log.push('page' + count)
        return el('p', {}, 'a', isHere && el(Inner, { name: 'n' + count }), 'z')
      }
      render(el(Page, {}), root)
      turn(); await soon(); const alone = root.innerHTML
      turn(); draw(); await soon(); draw(); turn(); await soon(); const together = root.innerHTML
      drop(); turn(); await soon(); const last = turn; last(); await soon()
      return [alone, together, root.innerHTML, log]`),
  ).toEqual(['<p>a<i></i><b>1</b>z</p>', '<p>a<i></i><b>3</b>z</p>', '<p>az</p>', ['page0', 'n00', 'n01', 'page1', 'n12', 'page2', 'n23', 'page2']])
})

it('goes on after a fault: in an effect, in a component, and for what had changed beside it', async () => {
  expect(
    await onPage(`
      const sets = {}
      const One = ({ name }) => {
        const [text, setText] = useState('a'); sets[name] = setText
        useEffect(() => { if (text === 'late') throw new Error('an effect') }, [text])
        if (text === 'bad') throw new Error('a component')
        return el('i', {}, text)
      }
      render([el(One, { name: 'x' }), el(One, { name: 'y' })], root)
      sets.x('bad'); sets.y('b'); await soon()
      sets.x('c'); await soon(); const after = root.textContent
      sets.x('late'); await Promise.resolve(); await Promise.resolve()
      sets.y('d'); await soon(); sets.x('e'); sets.y('f'); await soon()
      return [after, root.textContent]`),
  ).toEqual(['cb', 'ef'])
})

it('stands after any history of changes as if it were drawn for the first time', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  const differing = await onPage(`
    // Each place of the tree has its own dice, so that from one drawing to the next little changes.
    const thrown = new Map(), places = []
    const hash = (text) => [...text].reduce((sum, sign) => Math.imul(sum ^ sign.charCodeAt(0), 16777619) >>> 0, ${seed})
    const dice = (place, sides) => { if (!thrown.has(place)) { thrown.set(place, 0); places.push(place) } return (hash(place + ':' + thrown.get(place)) >>> 9) % sides }
    const Box = ({ children }) => children
    // One with a state of its own: what changes below it is drawn without what is around it.
    const own = new Map()
    const Own = ({ place }) => {
      const [, again] = useState(0)
      useLayoutEffect(() => { own.set(place, () => again((count) => count + 1)); return () => own.delete(place) }, [place])
      return tree(place + '~')
    }
    const tree = (place) => {
      const what = dice(place, place.length > 9 ? 3 : 9)
      if (what === 0) return null
      if (what === 1) return String(dice(place + 's', 9))
      if (what === 2) return el('b', { class: 'c' + dice(place + 'c', 3) })
      const children = Array.from({ length: dice(place + 'n', 4) }, (_, at) => tree(place + '.' + at))
      if (what === 3) return children
      if (what === 4) return el(Box, {}, ...children)
      if (what === 8) return el(Own, { place })
      // One key in eight stands twice, which is a fault of the page, and must not cost a node.
      if (what === 5) return [...'abcdef', ...(dice(place + 'd', 8) ? '' : 'a')].filter((key, at) => dice(place + 'f' + at, 4)).sort((a, b) => dice(place + a, 9) - dice(place + b, 9)).map((key, at) => el('i', { key, id: key }, tree(place + '.' + at)))
      return el(what === 6 ? 'p' : 'div', dice(place + 't', 2) ? { title: 't' + dice(place + 'u', 2) } : {}, ...children)
    }
    let set, alone = 0
    const Page = () => { const [shown, setShown] = useState(null); set = setShown; return shown }
    render(el(Page, {}), root)
    const differing = []
    for (let round = 0; round < 300; round++) {
      const changed = Array.from({ length: 1 + (round % 3) }, (_, at) => places[hash('change' + round + at) % (places.length || 1)] ?? '')
      for (const place of changed) thrown.set(place, (thrown.get(place) ?? 0) + 1)
      const next = el('main', {}, el(Own, { place: 'w' }), tree('x'), tree('y'))
      for (const place of changed) {
        const above = [...own.keys()].filter((one) => place.startsWith(one + '~')).sort((a, b) => b.length - a.length)[0]
        if (above === undefined) set(next)
        else { alone++; own.get(above)() }
      }
      await Promise.resolve(); await Promise.resolve()
      const plain = (child) => child === null || typeof child === 'boolean' ? '' : Array.isArray(child) ? child.map(plain).join('')
        : typeof child === 'string' ? child : child.type === Own ? plain(tree(child.props.place + '~')) : typeof child.type === 'function' ? plain(child.type(child.props))
        : '<' + child.type + ['class', 'id', 'title'].filter((name) => name in child.props).map((name) => ' ' + name + '="' + child.props[name] + '"').join('') + '>' + plain(child.props.children ?? null) + '</' + child.type + '>'
      const sorted = (html) => html.replace(/<(\\w+)((?: \\w+="\\w*")*)>/g, (all, tag, given) => '<' + tag + given.split(' ').sort().join(' ') + '>')
      if (sorted(root.innerHTML) !== sorted(plain(next))) differing.push([round, root.innerHTML, plain(next)])
    }
    return alone > 0 ? differing.slice(0, 1) : ['only ' + alone + ' drawn alone']`)
  expect(differing, `seed ${seed}`).toEqual([])
})
