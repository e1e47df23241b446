import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseLetter } from '../../shared/carrying/parse-letter.ts'
import { builtProgram } from '../support/built-site.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chot-carry-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function cli(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NODE_ENV: '', CHOT_CALLED_FROM: folder, DATA_DIR: join(folder, 'data') }
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtProgram('cli'), ...args], { env, encoding: 'utf8', input: '' })
  return { status, stdout, stderr }
}

it('writes an envelope that holds no code in the clear, for its owner’s eyes only, and takes in nothing but a tablet’s log', () => {
  const made = cli('--json', 'envelope', '--checkpoint', 'bach-dang', '--out', 'envelope.chot')
  expect(made).toMatchObject({ status: 0, stderr: '' })
  const said = JSON.parse(made.stdout)
  const text = readFileSync(join(folder, 'envelope.chot'), 'utf8')
  expect(parseLetter(text)).toMatchObject({ ok: true, value: { kind: 'envelope', kiosk: said.kiosk } })
  expect(said.codes).toHaveLength(20)
  expect(said.codes.filter((code: string) => text.includes(`"${code}"`))).toEqual([])
  expect(statSync(join(folder, 'envelope.chot')).mode & 0o077).toBe(0)
  expect(cli('carry', 'take', '--file', 'envelope.chot').status).toBe(2)
  writeFileSync(join(folder, 'half.chot'), text.slice(0, 1000))
  expect(cli('carry', 'take', '--file', 'half.chot')).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing was changed') })
  expect(cli('carry', 'bundle', '--checkpoint', 'nowhere', '--out', 'b.chot').status).toBe(1)
})
