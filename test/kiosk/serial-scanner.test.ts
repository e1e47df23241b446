import { describe, expect, it } from 'vitest'
import { SILENCE_MS } from '../../kiosk/scan/serial/read-lines.ts'
import { createSerialScanner, type SerialLike, type SerialPortLike, type SerialState } from '../../kiosk/scan/serial/serial-scanner.ts'

/** A port whose bytes the test writes, and a clock that stands until moved. */
function aBench(allowed: 'yes' | 'no' = 'no') {
  const texts: string[] = []
  const states: SerialState[] = []
  let feed: ReadableStreamDefaultController<Uint8Array> | null = null
  const feedFrom = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    feed = controller
  }
  let plugged: () => void = () => undefined
  const due = new Map<number, () => void>()
  const port: SerialPortLike & { opened: number } = {
    opened: 0,
    readable: null,
    async open() {
      this.opened += 1
      Object.assign(this, { readable: new ReadableStream<Uint8Array>({ start: feedFrom }) })
    },
    async close() {},
  }
  const serial: SerialLike = {
    requestPort: async () => port,
    getPorts: async () => (allowed === 'yes' ? [port] : []),
    addEventListener: (type, listen) => {
      if (type === 'connect') plugged = listen
    },
  }
  let next = 0
  const timer = {
    set: (work: () => void, ms: number) => {
      expect(ms).toBe(SILENCE_MS)
      next += 1
      due.set(next, work)
      return next
    },
    clear: (id: number) => void due.delete(id),
  }
  const scanner = createSerialScanner({ serial, timer, onText: (text) => texts.push(text), onState: (state) => states.push(state) })
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5))
  return {
    scanner,
    texts,
    states,
    port,
    write: async (text: string) => {
      feed?.enqueue(new TextEncoder().encode(text))
      await settled()
    },
    pullOut: async () => {
      feed?.error(new Error('pulled out'))
      await settled()
    },
    plugIn: async () => {
      plugged()
      await settled()
    },
    fallSilent: () => {
      for (const [id, work] of [...due]) {
        due.delete(id)
        work()
      }
    },
    settled,
  }
}

describe('a scanner on a serial port', () => {
  it('is read by lines, however its bytes are cut', async () => {
    const bench = aBench()
    await bench.scanner.choose()
    await bench.settled()
    await bench.write('KB1:12')
    await bench.write('345\r\nKB1:6')
    await bench.write('7\r')
    expect(bench.texts).toEqual(['KB1:12345', 'KB1:67'])
    expect(bench.states).toEqual(['opening', 'ready'])
  })

  it('that ends no line is read when it falls silent', async () => {
    const bench = aBench()
    await bench.scanner.choose()
    await bench.settled()
    await bench.write('KB1:99')
    expect(bench.texts).toEqual([])
    bench.fallSilent()
    expect(bench.texts).toEqual(['KB1:99'])
  })

  it('pulled out is said, and read again when it is back, without a tap', async () => {
    const bench = aBench('yes')
    await bench.scanner.resume()
    await bench.settled()
    await bench.pullOut()
    expect(bench.states.at(-1)).toBe('lost')
    await bench.plugIn()
    await bench.write('KB1:1\n')
    expect([bench.texts, bench.port.opened]).toEqual([['KB1:1'], 2])
  })

  it('is not opened twice', async () => {
    const bench = aBench('yes')
    await bench.scanner.resume()
    await bench.settled()
    await bench.scanner.resume()
    await bench.plugIn()
    expect(bench.port.opened).toBe(1)
  })

  it('that was never allowed waits for a tap', async () => {
    const bench = aBench('no')
    await bench.scanner.resume()
    await bench.settled()
    expect([bench.port.opened, bench.states]).toEqual([0, []])
  })
})
