import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { minify } from 'terser'
import { defineConfig, type InlineConfig, type Plugin } from 'vite'
import { en } from './declare-web/texts/en.ts'
import { vi } from './declare-web/texts/vi.ts'
import { KEPT_FUNCTIONS, PROGRAM_SHA256 } from './kiosk/qr-program/kept-functions.ts'
import { qrProgramOf } from './kiosk/qr-program/qr-program.ts'

/** One build per site: `APP=kiosk vite build`. The three share nothing at run time. `APP=plain-pages`: those drawn on the server. `APP=server`: the server. */
export const APPS = {
  'declare-web': { base: '/', target: ['es2018', 'chrome64', 'safari12'] },
  kiosk: { base: '/kiosk/', target: ['es2022', 'chrome100', 'safari15.4'] },
  'control-room': { base: '/control/', target: ['es2022', 'chrome100', 'safari15.4'] },
} as const
export type AppName = keyof typeof APPS

export default defineConfig(() =>
  process.env.APP === 'plain-pages'
    ? plainPagesConfig('dist/plain-pages')
    : process.env.APP === 'server'
      ? serverConfig('dist/server')
      : appConfig((process.env.APP ?? 'kiosk') as AppName),
)

export function appConfig(app: AppName): InlineConfig {
  const root = fileURLToPath(new URL(app, import.meta.url))
  const outDir = fileURLToPath(new URL(`dist/${app}`, import.meta.url))
  const hasWorker = app !== 'control-room'
  return {
    configFile: false,
    root,
    base: APPS[app].base,
    ...(app === 'declare-web' ? { resolve: { alias: [...ownDrawing(root), ownCalendar(root)] }, oxc: SHORT_ELEMENTS } : {}),
    build: {
      outDir,
      emptyOutDir: true,
      target: [...APPS[app].target],
      sourcemap: true,
      assetsInlineLimit: 0,
      modulePreload: app !== 'declare-web',
      rollupOptions: {
        input: hasWorker ? { index: `${root}/index.html`, sw: `${root}/sw.ts` } : { index: `${root}/index.html` },
        output: {
          entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
          ...(app === 'declare-web' ? { codeSplitting: { groups: [{ name: 'index', test: /declare-web\/main\.tsx$/ }] } } : {}),
        },
      },
    },
    worker: { format: 'es', plugins: () => [qrProgram()] },
    plugins: [
      ...(app === 'declare-web' ? [catalogues(), plainImports(), minifiedTwice()] : []),
      ...(app === 'kiosk' ? [qrProgram()] : []),
      ...(hasWorker ? [precacheList(app === 'kiosk' ? /./ : FORM_CORE)] : []),
      brotliBeside(outDir),
    ],
    logLevel: 'warn',
  }
}

/** Children behind the properties of an element, not among them. */
const SHORT_ELEMENTS = {
  jsx: { runtime: 'classic', pragma: '$element', pragmaFrag: '$Fragment' },
  jsxInject: "import { element as $element, Fragment as $Fragment } from 'preact'",
} as const

/** On a phone every kilobyte counts: the form is drawn by its own small part of Preact; on the server by Preact itself. */
function ownDrawing(root: string) {
  const own = (find: RegExp, file: string) => ({ find, replacement: `${root}/drawing/${file}` })
  return [own(/^preact\/jsx-(?:dev-)?runtime$/, 'jsx-runtime.ts'), own(/^preact\/hooks$/, 'hooks.ts'), own(/^preact$/, 'preact.ts')]
}

/** Nor does it reckon a thousand days a second, as the rules do. */
function ownCalendar(root: string) {
  return { find: /^\.\/(civil-day|wall-in)\.ts$/, replacement: `${root}/site/$1.ts` }
}

/** The declaration site drawn on the server, for browsers without JavaScript: one file with all it needs. */
export function plainPagesConfig(outDir: string): InlineConfig {
  const entry = fileURLToPath(new URL('declare-web/plain/answer-page.tsx', import.meta.url))
  return { ...onServer(outDir, { 'answer-page': entry }), ssr: { noExternal: true } }
}

/** Server and command line; their packages stay where they are installed. */
export function serverConfig(outDir: string): InlineConfig {
  return onServer(outDir, { main: 'server/main.ts', cli: 'server/cli/main.ts' })
}

function onServer(outDir: string, input: Readonly<Record<string, string>>): InlineConfig {
  return {
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      sourcemap: true,
      rollupOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  }
}

/** The texts of each language as a file of its own, named after its content. The page says where; its script asks for one, so that a browser without scripts loads none. */
function catalogues(): Plugin {
  const files = Object.entries({ vi, en }).map(([language, texts]) => {
    const source = JSON.stringify(texts)
    const hash = createHash('sha256').update(source).digest('hex').slice(0, 8)
    return { language, source, fileName: `assets/texts-${language}-${hash}.json` }
  })
  const urls = Object.fromEntries(files.map(({ language, fileName }) => [language, `/${fileName}`]))
  return {
    name: 'catalogues',
    apply: 'build',
    buildStart() {
      for (const { source, fileName } of files) this.emitFile({ type: 'asset', fileName, source })
    },
    transformIndexHtml: (html) => html.replace('<html lang="vi">', `<html lang="vi" data-texts='${JSON.stringify(urls)}'>`),
  }
}

/** What the form loads late are single chunks: there is nothing to preload beside them, so `import()` needs no code around it. */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    configResolved: ({ plugins }) => {
      const at = plugins.findIndex(({ name }) => name === 'native:import-analysis-build')
      if (at < 0) throw new Error('this vite wraps imports elsewhere: look at what it puts around them')
      Array.prototype.splice.call(plugins, at, 1)
    },
  }
}

/** In place of the package's program, which reads every kind of barcode, the part of it that reads QR codes: half as heavy. */
function qrProgram(): Plugin {
  const whole = fileURLToPath(new URL('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url))
  const part = fileURLToPath(new URL('.cache/qr-program/zxing_reader.wasm', import.meta.url))
  return {
    name: 'qr-program',
    enforce: 'pre',
    resolveId: (id) => {
      if (id !== 'zxing-wasm/reader/zxing_reader.wasm?url') return null
      const program = readFileSync(whole)
      const isTraced = createHash('sha256').update(program).digest('hex') === PROGRAM_SHA256
      if (!isTraced) throw new Error('zxing-wasm is another version than the one traced: run `npm run qr-program`')
      mkdirSync(dirname(part), { recursive: true })
      // Renamed when whole: another build may read it at this moment.
      writeFileSync(`${part}.${process.pid}`, qrProgramOf(program, KEPT_FUNCTIONS))
      renameSync(`${part}.${process.pid}`, part)
      return `${part}?url`
    },
  }
}

/**
 * What the bundler's minifier leaves, terser still makes 2 % smaller; alone it would leave more. The names of the files are
 * those of what the bundler wrote; the maps lie beside them and are not named in what phones load.
 */
function minifiedTwice(): Plugin {
  return {
    name: 'minified-twice',
    apply: 'build',
    async generateBundle(_options, bundle) {
      for (const item of Object.values(bundle)) {
        if (item.type !== 'chunk') continue
        const smaller = await minify(item.code, {
          module: true,
          ecma: 2018,
          compress: { passes: 3, hoist_funs: true },
          ...(item.map ? { sourceMap: { content: JSON.stringify(item.map) } } : {}),
        })
        item.code = smaller.code ?? item.code
        if (item.map && typeof smaller.map === 'string') Object.assign(item.map, JSON.parse(smaller.map))
      }
    },
  }
}

/** Of the form, what every page needs, and what some questions need; the rest is kept as it is used: a phone pays for it by the kilobyte. */
const FORM_CORE = /^index\.html$|\/(?:index|icon|asked-of-some|reason|companion-of|lies-within|verdict-card|report-parts|typed-so-far)-[^/]+$/

/** Writes the list of built files and one hash over it into the service worker, in place of `__PRECACHE__` and `__BUILD__`. */
function precacheList(wanted: RegExp): Plugin {
  return {
    name: 'precache-list',
    apply: 'build',
    // Last of all: vite takes an entry that holds nothing of its own out of the bundle, and a file that is not there stops the worker.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.keys(bundle).filter((file) => file !== 'sw.js' && !file.endsWith('.map') && wanted.test(file))
        const hash = createHash('sha256')
        for (const file of files.sort()) {
          const item = bundle[file]
          hash.update(file).update(item?.type === 'asset' ? item.source : (item?.code ?? ''))
        }
        const worker = bundle['sw.js']
        if (worker?.type !== 'chunk') return
        worker.code = worker.code
          .replaceAll('__PRECACHE__', JSON.stringify(JSON.stringify(files)))
          .replaceAll('__BUILD__', JSON.stringify(hash.digest('hex').slice(0, 16)))
      },
    },
  }
}

/** What is worth sending compressed; fonts and pictures are so already. */
const COMPRESSIBLE = /\.(?:js|css|json|wasm|svg|html|webmanifest)$/

/** Beside each file its Brotli form, which the server sends to browsers that take it. Only for what is served: a test's build goes without. */
function brotliBeside(served: string): Plugin {
  let written = ''
  return {
    name: 'brotli-beside',
    apply: 'build',
    configResolved: (config) => {
      written = resolve(config.root, config.build.outDir)
    },
    closeBundle: () => {
      if (resolve(served) !== written) return
      for (const name of readdirSync(served, { recursive: true, encoding: 'utf8' })) {
        const file = join(served, name)
        if (COMPRESSIBLE.test(name)) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)))
      }
    },
  }
}
