import { describe, expect, it } from 'vitest'
import { type Config, type Env, parseConfig } from '../../server/start/config.ts'
import { siteUrls } from '../../server/start/site-urls.ts'

function configOf(env: Env): Config {
  const parsed = parseConfig(env)
  if (!parsed.ok) throw new Error(parsed.error.join('\n'))
  return parsed.value
}

function problemsOf(env: Env): string {
  const parsed = parseConfig(env)
  return parsed.ok ? '' : parsed.error.join('\n')
}

const PRODUCTION: Env = {
  NODE_ENV: 'production',
  ISSUER: 'VN-22',
  PUBLIC_URL: 'https://khaibao.example.vn',
  KIOSK_URL: 'https://chot.example.vn',
  CONTROL_URL: 'https://dieuhanh.example.vn/',
}

describe('without any variable', () => {
  it('it is a demo that only this machine reaches', () => {
    expect(configOf({})).toMatchObject({
      kind: 'demo',
      port: 8080,
      host: '127.0.0.1',
      dataDir: 'data',
      transport: 'http',
      secrets: 'simple',
      trustProxy: false,
    })
  })

  it('and an empty variable is an unset one', () => {
    const empty = { NODE_ENV: '', PORT: '', HOST: '', DATABASE_URL: '', DATA_DIR: '', PUBLIC_URL: '', TRUST_PROXY: '' }
    expect(configOf(empty)).toEqual(configOf({}))
  })
})

describe('wrong variables', () => {
  it('are named all at once', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      HOST: 'no such host!',
      DATABASE_URL: 'postgres://db/chot',
      NODE_ENV: 'prod',
      PUBLIC_URL: 'khaibao.example.vn',
      KIOSK_URL: 'https://chot.example.vn/kiosk',
      TRUST_PROXY: 'true',
      LOG_LEVEL: 'loud',
    })
    for (const name of ['PORT', 'HOST', 'DATABASE_URL', 'NODE_ENV', 'PUBLIC_URL', 'KIOSK_URL', 'TRUST_PROXY', 'LOG_LEVEL']) {
      expect(problems).toMatch(new RegExp(`^${name}[ :]`, 'm'))
    }
    expect(problems.split('\n')).toHaveLength(8)
    expect(problems).toContain('PostgreSQL comes with a later version')
  })

  it.each([
    ['0', true],
    ['65535', true],
    ['65536', false],
    ['-1', false],
    ['8080x', false],
  ])('PORT=%s is good: %s', (PORT, good) => {
    expect(problemsOf({ PORT }) === '').toBe(good)
  })
})

describe('who can reach the demo', () => {
  it.each<[string, Env, 'simple' | 'random']>([
    ['this machine', { HOST: '127.0.0.1' }, 'simple'],
    ['this machine by name', { HOST: 'localhost' }, 'simple'],
    ['this machine by IPv6', { HOST: '::1' }, 'simple'],
    ['the network', { HOST: '0.0.0.0' }, 'random'],
    ['the network by IPv6', { HOST: '::' }, 'random'],
    ['one network', { HOST: '192.168.1.5' }, 'random'],
    ['a proxy in front', { TRUST_PROXY: 'loopback' }, 'random'],
    ['a name on the network', { PUBLIC_URL: 'https://demo.example.vn' }, 'random'],
  ])('%s: secrets are %s', (_who, env, secrets) => {
    expect(configOf(env).secrets).toBe(secrets)
  })
})

describe('in production', () => {
  it('it works with its own names over TLS', () => {
    const config = configOf(PRODUCTION)
    expect(config).toMatchObject({ kind: 'production', transport: 'https', issuer: 'VN-22', logLevel: 'info' })
    expect(config.hosts).toEqual({ 'declare-web': 'khaibao.example.vn', kiosk: 'chot.example.vn', 'control-room': 'dieuhanh.example.vn' })
  })

  it('what must be set is named', () => {
    const problems = problemsOf({ NODE_ENV: 'production' })
    for (const name of ['PUBLIC_URL', 'KIOSK_URL', 'CONTROL_URL', 'ISSUER']) expect(problems).toContain(`${name} must`)
  })

  it('plain http is refused', () => {
    const plain = { PUBLIC_URL: 'http://a.example', KIOSK_URL: 'http://a.example', CONTROL_URL: 'http://a.example' }
    expect(problemsOf({ ...PRODUCTION, ...plain }).split('\n')).toHaveLength(3)
  })
})

describe('the addresses that people call', () => {
  const lan = [{ address: '192.168.1.5', family: 'IPv4', internal: false, netmask: '', mac: '', cidr: null } as const]

  it.each<[Env, string]>([
    [{}, 'http://127.0.0.1:8080/kiosk/'],
    [{ PORT: '9000', PUBLIC_PORT: '8000' }, 'http://127.0.0.1:8000/kiosk/'],
    [{ HOST: '0.0.0.0' }, 'http://192.168.1.5:8080/kiosk/'],
    [{ HOST: '::1' }, 'http://[::1]:8080/kiosk/'],
    [PRODUCTION, 'https://chot.example.vn/kiosk/'],
  ])('for %j the kiosk is %s', (env, url) => {
    expect(siteUrls(configOf(env), lan).kiosk).toBe(url)
  })
})
