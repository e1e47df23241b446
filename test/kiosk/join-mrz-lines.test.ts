import { describe, expect, it } from 'vitest'
import { joinMrzLines, NEXT_LINE_MS } from '../../kiosk/scan/join-mrz-lines.ts'
import { readUnsigned } from '../../shared/documents/read-document.ts'
import { passportLines } from '../support/mrz-lines.ts'
import { NOON } from './a-station.ts'

/** A clock that stands until moved. */
function aJoiner() {
  const texts: string[] = []
  let due: { readonly at: number; readonly work: () => void } | null = null
  let nowMs = 0
  const timer = {
    set: (work: () => void, ms: number) => {
      due = { at: nowMs + ms, work }
      return 1
    },
    clear: () => {
      due = null
    },
  }
  const wait = (ms: number): void => {
    nowMs += ms
    const next = due
    if (!next || nowMs < next.at) return
    due = null
    next.work()
  }
  return { take: joinMrzLines((text) => texts.push(text), timer), texts, wait }
}

const [FIRST = '', SECOND = ''] = passportLines({ birth: '840305' }).split('\n')
const CARD_LINES = ['I<VNM0001234567<<<<<<<<<<<<<<<', '8403052M3001011VNM<<<<<<<<<<<4', 'TRAN<<VAN<THU<<<<<<<<<<<<<<<<<']

describe('the lines of a passport sent one by one', () => {
  it('are one document, whose check digits hold', () => {
    const { take, texts } = aJoiner()
    take(FIRST)
    expect(texts).toEqual([])
    take(SECOND)
    expect(texts).toHaveLength(1)
    expect(readUnsigned(texts[0] ?? '', NOON)).toMatchObject({ source: 'passport', problem: null })
  })

  it('of a card are three', () => {
    const { take, texts } = aJoiner()
    for (const line of CARD_LINES) take(line)
    expect(texts).toEqual([CARD_LINES.join('\n')])
  })

  it('wait for the next up to the bound, and not a millisecond longer', () => {
    const { take, texts, wait } = aJoiner()
    take(FIRST)
    wait(NEXT_LINE_MS - 1)
    expect(texts).toEqual([])
    wait(1)
    expect(texts).toEqual([FIRST])
    take(SECOND)
    expect(texts).toEqual([FIRST, SECOND])
  })

  it('keep no other code back, and lose none that comes between', () => {
    const { take, texts } = aJoiner()
    take('KB1:12345678901234567890')
    take(FIRST)
    take('KB1:99')
    take(SECOND)
    expect(texts).toEqual(['KB1:12345678901234567890', FIRST, 'KB1:99', SECOND])
  })

  it('a number as long as a line is none', () => {
    const { take, texts } = aJoiner()
    take('1'.repeat(44))
    expect(texts).toHaveLength(1)
  })
})
