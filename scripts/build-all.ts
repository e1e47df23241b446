import { mkdirSync, writeFileSync } from 'node:fs'
import { build } from 'vite'
import { compileDivision2021 } from '../seeds/areas/compile-areas.ts'
import { APPS, type AppName, appConfig } from '../vite.config.ts'

mkdirSync('dist/areas', { recursive: true })
writeFileSync('dist/areas/2021.txt', compileDivision2021())
for (const app of Object.keys(APPS)) await build(appConfig(app as AppName))
await build({
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/server',
    emptyOutDir: true,
    sourcemap: true,
    rollupOptions: { input: { main: 'server/main.ts', cli: 'server/cli/main.ts' }, output: { entryFileNames: '[name].js' } },
  },
})
