import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { qrSheet } from '../../server/carrying/qr-sheet.ts'
import { type CliAnswer, printedAnswer } from '../../server/cli/cli-answer.ts'
import { type Installation, openForCommand } from '../../server/cli/cli-installation.ts'
import { contactCommand } from '../../server/cli/contact.ts'
import { declareCommand } from '../../server/cli/declare.ts'
import { listKiosksCommand } from '../../server/cli/kiosk.ts'
import { setListCommand, showListsCommand } from '../../server/cli/lists.ts'
import { listCheckpointsCommand, listZonesCommand, setCheckpointsCommand } from '../../server/cli/places.ts'
import { checkCommand } from '../../server/cli/rules-check.ts'
import { explainCommand } from '../../server/cli/rules-explain.ts'
import { addStaffCommand } from '../../server/cli/staff.ts'
import { verdictCommand } from '../../server/cli/verdict.ts'
import { listWatchCommand } from '../../server/cli/watch.ts'
import { writeSetting } from '../../server/seed/settings.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import type { PageJudge } from './inert-page.ts'
import { planted, textsOfRow } from './injection-square.ts'
import { plantDirectives } from './injection-stored.ts'
import { MARK } from './injections.ts'
import { signedCode } from './signed-code.ts'

export interface TerminalDrill {
  /** Problems of one row of texts in files and tables, in whatever the commands print and in the sheets that they write. */
  readonly play: (row: number) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

const RULESET = 'seeds/rulesets/quang-ninh-2021-02-17.json'
const CHECKPOINTS = 'seeds/demo/checkpoints.json'
const WHEN = { checkpoint: 'bach-dang', direction: 'entry', at: '2021-02-17T20:30:00+07:00' } as const

export async function openTerminalDrill(judge: PageJudge): Promise<TerminalDrill> {
  const folder = mkdtempSync(join(tmpdir(), 'chot-terminal-'))
  const here = await openForCommand({ DATA_DIR: join(folder, 'data') }, resolve('server/cli/main.ts'))
  const plainSheet = new Set(await judge.foreign([await qrSheet('Chốt', ['1'])]))
  const play = async (row: number): Promise<readonly string[]> => {
    const next = textsOfRow(row)
    await plantTables(here, next)
    const answers = await answersTo(here, folder, next)
    const sheet = await judge.foreign([await qrSheet(next(), ['1'])])
    return [...new Set([...answers.flatMap(printedProblems), ...sheet.filter((problem) => !plainSheet.has(problem))])]
  }
  const close = async (): Promise<void> => {
    await here.storage.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { play, close }
}

async function plantTables({ storage, clock }: Installation, next: () => string): Promise<void> {
  await plantDirectives(storage, clock.now(), next)
  const [watch, list] = [
    { ...WATCHED, watch_id: next(), subject: next(), kind: 'f0' },
    { list: next(), updated_at: 0 },
  ]
  await storage.write(async (tx) => {
    await writeSetting(tx, 'contacts', JSON.stringify({ '': { phone: next(), text: { vi: next(), en: next() } } }))
    for (const table of ['watch_entry', 'named_list', 'kiosk'] as const) await tx.deleteFrom(table).execute()
    await tx.insertInto('watch_entry').values(watch).execute()
    await tx.insertInto('named_list').values(list).execute()
    await tx
      .insertInto('kiosk')
      .values({ ...TABLET, kiosk_id: next(), checkpoint_id: next(), state: next() })
      .execute()
  })
}

type Named = readonly [command: string, answer: CliAnswer]

async function answersTo(here: Installation, folder: string, next: () => string): Promise<readonly Named[]> {
  const written = (name: string, content: string): string => {
    const file = join(folder, name)
    writeFileSync(file, content)
    return file
  }
  // A ruleset's clause has 120 letters at most: a longer one is refused, and nothing explained.
  const short = (): string => [...next()].slice(0, 60).join('')
  const ruleset = written('ruleset.json', JSON.stringify(planted(JSON.parse(readFileSync(RULESET, 'utf8')), short)))
  const [key, word] = [next(), next()]
  const odd = written('odd.json', JSON.stringify({ [key]: word, rules: [{ id: word, [key]: word }], rulesetId: word }))
  const places = written('places.json', JSON.stringify(planted(JSON.parse(readFileSync(CHECKPOINTS, 'utf8')), next)))
  const plain = exampleDeclaration(here.clock.now(), 'bach-dang')
  const said = written('said.json', JSON.stringify({ ...plain, traveller: { ...plain.traveller, name: next() }, employer: next(), [next()]: 1 }))
  const code = await signedCode(here, Array.from({ length: 6 }, next))
  const commands: Readonly<Record<string, () => CliAnswer | Promise<CliAnswer>>> = {
    'rules explain': () => explainCommand(ruleset, null),
    'rules explain --rule': () => explainCommand(ruleset, word),
    'rules check': () => checkCommand(odd),
    'rules check, no JSON': () => checkCommand(written('raw.json', word)),
    'rules check, no file': () => checkCommand(join(folder, word.replaceAll('\0', '').slice(0, 80))),
    'checkpoints list': () => listCheckpointsCommand(here),
    'checkpoints set': () => setCheckpointsCommand(here, odd),
    'checkpoints set, other names': () => setCheckpointsCommand(here, places),
    'zones list': () => listZonesCommand(here),
    'kiosk list': () => listKiosksCommand(here),
    'watch list': () => listWatchCommand(here),
    'lists show': () => showListsCommand(here, null),
    'lists set': () => setListCommand(here, word, odd),
    'installation contact': () => contactCommand(here, {}),
    'staff add': () => addStaffCommand(here, { id: key, name: word, role: 'officer', password: 'mot-hai-ba-bon', pin: '4826', checkpoint: [word] }),
    declare: () => declareCommand(here, said),
    'verdict --file': () => verdictCommand(here, { ...WHEN, file: said }),
    'verdict --qr': () => verdictCommand(here, { ...WHEN, qr: code }),
    'verdict --observe': () => verdictCommand(here, { ...WHEN, qr: word, observe: word }),
  }
  const answers: Named[] = []
  for (const [command, run] of Object.entries(commands)) answers.push([command, await run()])
  return answers
}

/** Where nothing of what was planted came out, looking has proved nothing. */
const SHOWS = new Set(['rules explain', 'checkpoints list', 'installation contact'])

function printedProblems([command, answer]: Named): readonly string[] {
  const printed = printedAnswer(answer, 'sentences')
  const data = printedAnswer(answer, 'json')
  return [
    ...(OBEYED.test(printed) || OBEYED.test(data) ? [`${command}: prints what a terminal obeys`] : []),
    ...(data.trimEnd().includes('\n') ? [`${command}: more than one line of JSON`] : []),
    ...(JSON.stringify(JSON.parse(data)) === JSON.stringify(answer.json) ? [] : [`${command}: its JSON says something else`]),
    ...(SHOWS.has(command) && !printed.includes(MARK) ? [`${command}: shows nothing of what was planted`] : []),
  ]
}

const OBEYED = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/u

const WATCHED = { list_key: 'x', hash: '', birth_year: null, valid_from: 0, valid_to: null, other_checkpoint: null, other_at: null, added_at: 0 }
const TABLET = {
  epoch: 1,
  public_key: '',
  enrolled_at: 0,
  acked_seq: 0,
  acked_hash: '',
  last_contact_at: null,
  last_record_at: null,
  queued: 0,
  app_version: '',
  bundle_version: 0,
}
