import { mkdirSync, writeFileSync } from 'node:fs'
import { build } from 'vite'
import { areaFiles } from '../seeds/areas/area-files.ts'
import { APPS, type AppName, appConfig, plainPagesConfig, serverConfig } from '../vite.config.ts'

mkdirSync('dist/areas', { recursive: true })
for (const [file, text] of Object.entries(areaFiles())) writeFileSync(`dist/areas/${file}`, text)
for (const app of Object.keys(APPS)) await build(appConfig(app as AppName))
await build(plainPagesConfig('dist/plain-pages'))
await build(serverConfig('dist/server'))
