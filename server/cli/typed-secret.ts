import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** One line from whoever sits at the terminal, asked for on stderr and not shown; from a pipe its first line. */
export async function typedSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return readFileSync(0, 'utf8').split(/\r?\n/)[0] ?? ''
  process.stderr.write(question)
  const lines = createInterface({ input: process.stdin, output: new Writable({ write: (_text, _encoding, done) => done() }), terminal: true })
  const typed = await new Promise<string>((tell) => {
    lines.once('line', tell)
    // Ctrl+C and Ctrl+D: nothing was typed.
    lines.once('close', () => tell(''))
  })
  lines.close()
  process.stderr.write('\n')
  return typed
}
