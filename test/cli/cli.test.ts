import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../server/storage/open-sqlite.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { builtProgram } from '../support/built-site.ts'

/** The demo's first minute: what the files below were written for. */
const NOW = Date.UTC(2021, 1, 17, 13)
const AT = '2021-02-17T20:30:00+07:00'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chot-cli-'))
  const atHome = exampleDeclaration(NOW, 'bach-dang')
  const home = atHome.stops[0]?.place ?? ''
  const fromHaiDuong = {
    ...atHome,
    stops: [
      { place: home, from: '2021-02-03', to: '2021-02-15' },
      { place: '2021:200288', from: '2021-02-15', to: '2021-02-17' },
    ],
  }
  write('home.json', atHome)
  write('hai-duong.json', fromHaiDuong)
  write('gap.json', { ...atHome, stops: [{ place: home, from: '2021-02-05', to: '2021-02-17' }] })
  writeFileSync(join(folder, 'half.json'), '{"traveller":')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('declare', () => {
  it('turns a declaration into a QR text that the next command opens', () => {
    const made = cli('declare', '--file', 'home.json')
    expect(made).toMatchObject({ status: 0, stdout: expect.stringMatching(/^KB1:\d+\n$/) })
    const verdict = cli('verdict', '--qr', made.stdout.trim(), '--checkpoint', 'bach-dang', '--direction', 'entry', '--at', AT)
    expect(verdict).toMatchObject({ status: 0, stdout: expect.stringContaining('admit') })
  })

  it('refuses a gap in the fifteen days, names the field and exits 1', () => {
    const refused = cli('--json', 'declare', '--file', 'gap.json')
    expect(refused.status).toBe(1)
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: 'invalid-declaration', fields: [{ path: expect.stringContaining('stops') }] })
  })

  it.each([['half.json'], ['nothing-here.json']])('calls %s wrong use and exits 2', (file) => {
    expect(cli('declare', '--file', file)).toMatchObject({ status: 2, stdout: '' })
  })
})

describe('verdict', () => {
  it('says reasons, duties, clauses and the facts used', () => {
    const { status, stdout } = cli('--json', 'verdict', '--file', 'hai-duong.json', '--checkpoint', 'bach-dang', '--direction', 'entry', '--at', AT)
    expect(status).toBe(0)
    const verdict = JSON.parse(stdout)
    expect(verdict.outcome).toBe('quarantine')
    expect(verdict.reasons[0]).toMatchObject({ ruleId: 'QN-R04', law: { clause: expect.stringContaining('(2)') } })
    expect(verdict.reasons[0].facts.map((fact: { path: string }) => fact.path)).toContain('stops.1')
    expect(verdict.duties).toContainEqual(expect.objectContaining({ kind: 'quarantine', through: '2021-03-03' }))
    expect(verdict.explanation.layers).toMatchObject({ national: 'admit', withProvince: 'quarantine' })
    expect(verdict.explanation.changes).toContainEqual(
      expect.objectContaining({
        kind: 'date',
        audience: 'public',
        outcome: 'admit',
        change: { kind: 'date', from: Date.parse('2021-03-03T17:00:00Z') },
      }),
    )
  })

  it('takes observations, and both sides of the fever', () => {
    const ask = (tenths: number) =>
      JSON.parse(
        cli(
          '--json',
          'verdict',
          '--file',
          'home.json',
          '--checkpoint',
          'bach-dang',
          '--direction',
          'entry',
          '--at',
          AT,
          '--observe',
          JSON.stringify([{ kind: 'temperature', tenths }]),
        ).stdout,
      )
    expect(ask(374).outcome).toBe('admit')
    expect(ask(375).outcome).toBe('refer')
  })

  it('refers a code that was altered, and says why', () => {
    const { stdout } = cli('--json', 'verdict', '--qr', 'KB1:12345', '--checkpoint', 'bach-dang', '--direction', 'entry', '--at', AT)
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'refer', reasons: [{ ruleId: expect.stringMatching(/^CHOT-CODE/) }] })
  })

  it.each([
    ['no such checkpoint', ['--file', 'home.json', '--checkpoint', 'nowhere', '--direction', 'entry', '--at', AT]],
    ['a time without its offset', ['--file', 'home.json', '--checkpoint', 'bach-dang', '--direction', 'entry', '--at', '2021-02-17T20:00:00']],
    ['no such direction', ['--file', 'home.json', '--checkpoint', 'bach-dang', '--direction', 'in', '--at', AT]],
    ['neither code nor file', ['--checkpoint', 'bach-dang', '--direction', 'entry', '--at', AT]],
    [
      'an observation nobody can read',
      ['--file', 'home.json', '--checkpoint', 'bach-dang', '--direction', 'entry', '--at', AT, '--observe', '[{"kind":"mood"}]'],
    ],
  ])('calls %s wrong use', (_, args) => {
    expect(cli('verdict', ...args).status).toBe(2)
  })
})

describe('staff and kiosks', () => {
  it('adds an officer once', () => {
    const add = () =>
      cli(
        'staff',
        'add',
        '--id',
        'moi',
        '--name',
        'Lý Văn Mới',
        '--role',
        'officer',
        '--password',
        'mot-hai-ba',
        '--pin',
        '4826',
        '--checkpoint',
        'bach-dang',
      )
    expect(add().status).toBe(0)
    expect(add()).toMatchObject({ status: 1, stderr: expect.stringContaining('already') })
    expect(cli('staff', 'set-pin', '--id', 'moi', '--pin', '13579').status).toBe(0)
    expect(cli('staff', 'set-pin', '--id', 'ai-do', '--pin', '13579').status).toBe(1)
    expect(cli('staff', 'set-pin', '--id', 'moi', '--pin', '123').status).toBe(2)
  })

  it('prints a link that enrols a tablet, for a checkpoint that exists', () => {
    expect(cli('kiosk', 'enrol', '--checkpoint', 'bach-dang')).toMatchObject({ status: 0, stdout: expect.stringMatching(/\/kiosk\/#enrol=\S{40,}/) })
    expect(cli('kiosk', 'enrol', '--checkpoint', 'nowhere').status).toBe(1)
    expect(cli('kiosk', 'enrol', '--checkpoint', 'bach-dang', '--hours', '169').status).toBe(2)
  })

  it('lists the tablets, none before one is enrolled', () => {
    expect(cli('kiosk', 'list')).toMatchObject({ status: 0, stdout: 'No tablet is enrolled.\n' })
    expect(JSON.parse(cli('--json', 'kiosk', 'list').stdout)).toEqual({ kiosks: [] })
  })

  it('revokes only what there is', () => {
    expect(cli('kiosk', 'revoke', '0011223344556677')).toMatchObject({ status: 1, stderr: expect.stringContaining('kiosk list') })
    expect(cli('kiosk', 'revoke', 'the-one-at-the-bridge').status).toBe(2)
  })
})

describe('an installation', () => {
  it('of the other kind is refused, and nothing is seeded into it', () => {
    const ours = {
      NODE_ENV: 'production',
      ISSUER: 'VN-22',
      PUBLIC_URL: 'https://a.example',
      KIOSK_URL: 'https://a.example',
      CONTROL_URL: 'https://a.example',
    }
    const production = { ...ours, DATA_DIR: join(folder, 'production') }
    const add = ['staff', 'add', '--id', 'truc-ban', '--name', 'Trần Trực Ban', '--role', 'admin', '--password', 'mot-hai-ba-bon']
    expect(cliIn(production, ...add).status).toBe(0)
    const asDemo = cliIn({ DATA_DIR: production.DATA_DIR }, ...add)
    expect(asDemo).toMatchObject({ status: 1, stderr: expect.stringContaining('belongs to a production installation') })
    expect(cliIn(production, 'kiosk', 'enrol', '--checkpoint', 'bach-dang').status).toBe(1)
    expect(cliIn({ ...ours, DATA_DIR: join(folder, 'data') }, ...add)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('holds demo data'),
    })
  })

  it('keeps the passwords that were printed, whatever HOST a command is called with', async () => {
    const open = async (): Promise<string | null> => {
      const storage = await openSqlite(join(folder, 'data', 'chot.db'))
      try {
        const row = await storage.read.selectFrom('staff').select('password_hash').where('staff_id', '=', 'operator').executeTakeFirst()
        return row?.password_hash ?? null
      } finally {
        await storage.close()
      }
    }
    cli('kiosk', 'enrol', '--checkpoint', 'bach-dang')
    const before = await open()
    expect(cliIn({ HOST: '0.0.0.0', DATA_DIR: join(folder, 'data') }, 'kiosk', 'enrol', '--checkpoint', 'bach-dang').status).toBe(0)
    expect(await open()).toBe(before)
    expect(before).not.toBeNull()
  })
})

it('helps and exits 0; without a command it is wrong use', () => {
  expect(cli('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('verdict') })
  expect(cli('verdict', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--observe') })
  expect(cli().status).toBe(2)
  expect(cli('fly').status).toBe(2)
})

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), JSON.stringify(content))
}

/** The built program, called from the folder with the files. */
function cli(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return cliIn({ DATA_DIR: join(folder, 'data') }, ...args)
}

function cliIn(settings: Readonly<Record<string, string>>, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NODE_ENV: '', CHOT_CALLED_FROM: folder, ...settings }
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtProgram('cli'), ...args], { env, encoding: 'utf8', input: '' })
  return { status, stdout, stderr }
}
