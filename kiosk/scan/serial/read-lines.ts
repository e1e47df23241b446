/** A scanner that ends no line is read when it falls silent. */
export const SILENCE_MS = 120
const LONGEST = 8000

export interface LineTimer {
  readonly set: (work: () => void, ms: number) => number
  readonly clear: (id: number) => void
}

export const windowTimer: LineTimer = { set: (work, ms) => window.setTimeout(work, ms), clear: (id) => window.clearTimeout(id) }

export interface ReadLinesDeps {
  readonly onLine: (text: string) => void
  readonly timer: LineTimer
}

/** Reads codes off a stream of bytes until it ends; scanners end them with CR, LF, both, or nothing. */
export async function readLines(stream: ReadableStream<Uint8Array>, { onLine, timer }: ReadLinesDeps): Promise<void> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let held = ''
  let waiting: number | null = null
  const emit = (): void => {
    const line = held.trim()
    held = ''
    if (line !== '') onLine(line)
  }
  const stopWaiting = (): void => {
    if (waiting !== null) timer.clear(waiting)
    waiting = null
  }
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      stopWaiting()
      const [...lines] = (held + decoder.decode(read.value, { stream: true })).split(/[\r\n]+/)
      for (const line of lines.slice(0, -1)) {
        held = line
        emit()
      }
      held = (lines.at(-1) ?? '').slice(0, LONGEST)
      if (held !== '') waiting = timer.set(emit, SILENCE_MS)
    }
  } finally {
    stopWaiting()
    emit()
    reader.releaseLock()
  }
}
