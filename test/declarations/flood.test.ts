import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { kiosksFirst, type Turns } from '../../server/http/kiosks-first.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { call } from '../http/call.ts'
import { serveApp } from '../http/served-app.ts'
import { wholeApp } from '../http/whole-app.ts'

/** However slow this machine is, no pause ends within a test that does not wait for it. */
const NEVER_MS = 600_000

describe('turns', () => {
  it('a declaration runs at once where no kiosk asks', async () => {
    expect(await kiosksFirst().traveller(async () => 'issued')).toBe('issued')
  })

  it('while kiosks ask without end, one declaration runs for every six that were answered', async () => {
    const turns = kiosksFirst(NEVER_MS)
    const holding = openKiosk(turns)
    const declared = declareMany(turns, 10)
    await someTurns()
    expect(declared.count()).toBe(0)
    for (const answered of [5, 6, 11, 12, 60]) {
      while (holding.answered() < answered) await holding.answerOne()
      await someTurns()
      expect([answered, declared.count()]).toEqual([answered, Math.floor(answered / 6)])
    }
    holding.end()
    await declared.all
  })

  it('no burst is saved up while nobody declares', async () => {
    const turns = kiosksFirst(NEVER_MS)
    const holding = openKiosk(turns)
    for (let i = 0; i < 60; i++) await holding.answerOne()
    const declared = declareMany(turns, 5)
    await someTurns()
    expect(declared.count()).toBe(1)
    holding.end()
    await declared.all
  })

  it('declarations run on, slowly, also where a kiosk is never answered', async () => {
    const turns = kiosksFirst(1)
    openKiosk(turns)
    expect(await turns.traveller(async () => 'issued')).toBe('issued')
  })

  it('the rows of a group take turns like so many declarations', async () => {
    const turns = kiosksFirst(NEVER_MS)
    const holding = openKiosk(turns)
    let rows = 0
    const group = turns.traveller(async (again) => {
      for (; rows < 60; rows++) await again()
      return 'issued'
    })
    for (let i = 0; i < 60; i++) await holding.answerOne()
    await someTurns()
    expect(rows).toBe(60 / 6 - 1)
    holding.end()
    expect(await group).toBe('issued')
  })

  it('of 400 at once 300 wait and are answered, the others are told so at once', async () => {
    const turns = kiosksFirst(NEVER_MS)
    const holding = openKiosk(turns)
    const declared = declareMany(turns, 400)
    await someTurns()
    expect(declared.turnedAway()).toBe(100)
    holding.end()
    await declared.all
    expect(declared.count()).toBe(300)
  })

  it('one address waits in a hundred places and leaves the others to everybody else', async () => {
    const turns = kiosksFirst(NEVER_MS)
    const holding = openKiosk(turns)
    const from = (address: string) => turns.traveller(async () => 'issued', address)
    const flood = Array.from({ length: 150 }, () => from('203.0.113.7'))
    const others = Array.from({ length: 50 }, (_, nth) => from(`198.51.100.${nth}`))
    holding.end()
    const turned = (answers: readonly (string | null)[]) => answers.filter((answer) => answer === null).length
    expect([turned(await Promise.all(flood)), turned(await Promise.all(others))]).toEqual([50, 0])
  })

  it('work that breaks gives its place back, a kiosk’s and a traveller’s', async () => {
    const turns = kiosksFirst()
    const broken = async (): Promise<never> => Promise.reject(new Error('broken'))
    for (let i = 0; i < 10; i++) {
      await expect(turns.kiosk(broken)).rejects.toThrow('broken')
      await expect(turns.traveller(broken)).rejects.toThrow('broken')
    }
    expect(await turns.traveller(async () => 'issued')).toBe('issued')
  })

  it('at most four declarations are under way together', async () => {
    const turns = kiosksFirst()
    const ends: (() => void)[] = []
    const all = Array.from({ length: 9 }, () => turns.traveller(() => new Promise<void>((end) => ends.push(end))))
    await someTurns()
    expect(ends).toHaveLength(4)
    while (ends.length < 9) {
      ends.at(-1)?.()
      await someTurns()
    }
    for (const end of ends) end()
    await Promise.all(all)
  })
})

describe('the doors', () => {
  const crowded: Turns = { kiosk: (work) => work(), traveller: async () => null }

  it('whoever comes too late in a crowd is told to wait, in both languages, and nothing is stored', async () => {
    const handle = (): never => {
      throw new Error('must not run')
    }
    const route = { method: 'post', path: '/api/declarations', summary: '', access: 'public', replies: {}, handle } as const
    const app = await serveApp([route], { doors: { turns: crowded } })
    for (const [language, word] of [
      ['vi', 'Chờ nửa phút'],
      ['en', 'Wait half a minute'],
    ] as const) {
      const answer = await call(app.url, { method: 'POST', path: '/api/declarations', body: {}, headers: { 'accept-language': language } })
      expect([answer.status, answer.json().error, answer.headers['retry-after']]).toEqual([503, 'crowded', '30'])
      expect(answer.json<{ message: string }>().message).toContain(word)
    }
    await app.close()
  })

  it('in a crowd of travellers, whoever asks after the machine’s health or signs in is answered', async () => {
    const whole = await wholeApp()
    const body = exampleDeclaration(whole.deps.clock.now(), 'bach-dang')
    const flood = Array.from({ length: 60 }, () => call(whole.url, { method: 'POST', path: '/api/declarations', body }))
    expect((await call(whole.url, { path: '/healthz' })).status).toBe(200)
    expect((await call(whole.url, { method: 'POST', path: '/api/session', body: { id: 'x', password: 'y' } })).status).not.toBe(503)
    expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([201]))
    await whole.close()
  })
})

/** There is always a kiosk's request under way; `answerOne` lets the next one come before it answers the last. */
function openKiosk(turns: Turns) {
  let answered = 0
  let end = begin()
  function begin(): () => void {
    let done = (): void => undefined
    void turns.kiosk(() => new Promise<void>((resolve) => (done = resolve)))
    return () => done()
  }
  const answerOne = async (): Promise<void> => {
    const last = end
    end = begin()
    last()
    answered++
    await turnOfTheLoop()
    await turnOfTheLoop()
  }
  return { answerOne, answered: () => answered, end: () => end() }
}

function declareMany(turns: Turns, count: number) {
  const answers: (string | null)[] = []
  const one = async (): Promise<void> => void answers.push(await turns.traveller(async () => 'issued'))
  const all = Promise.all(Array.from({ length: count }, one))
  return {
    all,
    count: () => answers.filter((answer) => answer !== null).length,
    turnedAway: () => answers.filter((answer) => answer === null).length,
  }
}

async function someTurns(): Promise<void> {
  for (let i = 0; i < 12; i++) await turnOfTheLoop()
}
