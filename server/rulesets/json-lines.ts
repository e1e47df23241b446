/** The line (from 1) on which each value of a JSON text begins, by its path: `rules.3.when.and.1`. Empty for no JSON. */
export function jsonLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  const open: Frame[] = []
  let line = 1
  for (const [token] of text.matchAll(TOKEN)) {
    const frame = open.at(-1)
    if (token === '\n') line++
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',') next(frame)
    else if (frame?.kind === 'object' && frame.key === null) frame.key = keyOf(token)
    else if (token !== ':') {
      const path = frame === undefined ? '' : joined(frame.path, frame.kind === 'list' ? String(frame.index) : (frame.key ?? ''))
      lines.set(path, line)
      if (token === '{') open.push({ kind: 'object', path, key: null, index: 0 })
      if (token === '[') open.push({ kind: 'list', path, key: null, index: 0 })
    }
  }
  return lines
}

/** The line of a path, or of the nearest thing around it that is in the file. */
export function lineOfPath(lines: ReadonlyMap<string, number>, path: string): number | null {
  for (let words = path === '' ? [] : path.split('.'); ; words = words.slice(0, -1)) {
    const line = lines.get(words.join('.'))
    if (line !== undefined || words.length === 0) return line ?? null
  }
}

/** Line ends, strings, punctuation, and everything else that is a value. */
const TOKEN = /\n|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

interface Frame {
  readonly kind: 'object' | 'list'
  readonly path: string
  key: string | null
  index: number
}

function next(frame: Frame | undefined): void {
  if (frame === undefined) return
  frame.key = null
  frame.index++
}

function keyOf(token: string): string {
  try {
    return String(JSON.parse(token))
  } catch {
    return token
  }
}

function joined(path: string, word: string): string {
  return path === '' ? word : `${path}.${word}`
}
