import { type LineTimer, readLines } from './read-lines.ts'

/** As much of WebSerial as a scanner needs; TypeScript's DOM library does not know it. */
export interface SerialPortLike {
  readonly readable: ReadableStream<Uint8Array> | null
  open(options: { readonly baudRate: number }): Promise<void>
  close(): Promise<void>
}

export interface SerialLike {
  requestPort(): Promise<SerialPortLike>
  getPorts(): Promise<readonly SerialPortLike[]>
  addEventListener(type: 'connect' | 'disconnect', listen: () => void): void
}

export type SerialState = 'none' | 'opening' | 'ready' | 'lost' | 'refused'

export interface SerialScanner {
  /** A tap: the browser asks which port. */
  readonly choose: () => Promise<void>
  /** After a reload and after a cable was put back: ports allowed before need no tap. */
  readonly resume: () => Promise<void>
}

export interface SerialDeps {
  readonly serial: SerialLike
  readonly onText: (text: string) => void
  readonly onState: (state: SerialState) => void
  readonly timer: LineTimer
}

/** What nearly every scanner speaks out of the box; over USB the figure means nothing. */
const BAUD_RATE = 9600

export function createSerialScanner(deps: SerialDeps): SerialScanner {
  const { serial, onState } = deps
  let open: SerialPortLike | null = null
  const run = async (port: SerialPortLike): Promise<void> => {
    open = port
    onState('opening')
    try {
      await port.open({ baudRate: BAUD_RATE })
      if (!port.readable) throw new Error('the port has nothing to read')
      onState('ready')
      await readLines(port.readable, { onLine: deps.onText, timer: deps.timer })
    } catch {
      // Pulled out, or taken by another program: said as lost, tried again when it comes back.
    }
    if (open === port) open = null
    await port.close().catch(() => undefined)
    onState('lost')
  }
  const resume = async (): Promise<void> => {
    if (open) return
    const [port] = await serial.getPorts()
    if (port) void run(port)
  }
  serial.addEventListener('connect', () => void resume())
  return {
    choose: async () => {
      if (open) return
      try {
        void run(await serial.requestPort())
      } catch {
        onState('refused')
      }
    },
    resume,
  }
}

/** Null where the browser has no serial ports: Chromium on computers has, tablets mostly not. */
export function serialOf(browser: Navigator): SerialLike | null {
  return 'serial' in browser && isSerial(browser.serial) ? browser.serial : null
}

function isSerial(value: unknown): value is SerialLike {
  return typeof value === 'object' && value !== null && 'requestPort' in value && 'getPorts' in value
}
