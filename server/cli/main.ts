import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError, Option } from 'commander'
import { DIRECTIONS } from '../../shared/checkpoints/checkpoint.ts'
import { ROLES } from '../../shared/http/api.ts'
import type { Env } from '../start/config.ts'
import { projectRoot } from '../start/project-root.ts'
import { sentenceOf } from '../start/start-error.ts'
import { type CliAnswer, printedAnswer } from './cli-answer.ts'
import { type Installation, openForCommand } from './cli-installation.ts'
import { declareCommand } from './declare.ts'
import { type EraseOptions, eraseCommand } from './erase.ts'
import { confirmCommand, type EnrolOptions, enrolCommand, listKiosksCommand, type RevokeOptions, revokeCommand } from './kiosk.ts'
import { registerCarry } from './register-carry.ts'
import { registerData } from './register-data.ts'
import { registerRules } from './rules.ts'
import { addStaffCommand, setPinCommand } from './staff.ts'
import { terminalText } from './terminal-text.ts'
import { verdictCommand } from './verdict.ts'

/** Exit codes: done, refused with a reason, wrong use. */
const DONE = 0
const REFUSED = 1
const WRONG_USE = 2

const env: Env = process.env
const folder = env.CHOT_CALLED_FROM ?? process.cwd()
const program = new Command('npm run -s cli --')
  .description('Chốt from the terminal, on the data of this installation (DATA_DIR)')
  .option('--json', 'print one line of JSON instead of sentences')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })

program
  .command('declare')
  .description("turn a declaration's JSON into its QR text; the declaration is kept as if it came from the site")
  .requiredOption('--file <path>', 'the declaration, as POST /api/declarations takes it')
  .action((options: { file: string }) => run((installation) => declareCommand(installation, resolve(folder, options.file))))

program
  .command('verdict')
  .description('what a checkpoint says of a code or a declaration, with reasons, duties, clauses and the facts used')
  .addOption(new Option('--qr <text>', 'the text in the QR code').conflicts('file'))
  .option('--file <path>', "a declaration's JSON")
  .requiredOption('--checkpoint <id>', 'the checkpoint')
  .addOption(new Option('--direction <way>', 'the direction').choices(DIRECTIONS).makeOptionMandatory())
  .requiredOption('--at <instant>', 'the moment, with its offset: 2021-02-17T20:00:00+07:00')
  .option('--observe <json>', 'what the officer saw, a list: [{"kind":"temperature","tenths":378}]')
  .action((options: VerdictFlags) =>
    run((installation) => verdictCommand(installation, { ...options, file: options.file && resolve(folder, options.file) })),
  )

const staff = program.command('staff').description('accounts of the people who work here')
staff
  .command('add')
  .description('add an account; the password is asked for on standard input where it is not given')
  .requiredOption('--id <name>', 'login name')
  .requiredOption('--name <name>', 'full name')
  .addOption(new Option('--role <role>', 'what the account may do').choices(ROLES).makeOptionMandatory())
  .option('--password <text>', 'the password; better typed on standard input than left in the shell history')
  .option('--pin <digits>', 'an officer: 4 to 8 digits')
  .option('--checkpoint <id...>', 'an officer: where they work')
  .action((options: StaffFlags) => run((installation) => addStaffCommand(installation, options)))

staff
  .command('set-pin')
  .description('give an officer a new PIN; also opens a PIN that five wrong tries have locked')
  .requiredOption('--id <name>', 'login name')
  .requiredOption('--pin <digits>', '4 to 8 digits')
  .action((options: { id: string; pin: string }) => run((installation) => setPinCommand(installation, options.id, options.pin)))

const kiosk = program.command('kiosk').description('tablets')
kiosk
  .command('list')
  .description('tablets of this installation, also revoked ones: id, checkpoint, enrolled, last contact')
  .action(() => run(listKiosksCommand))
kiosk
  .command('enrol')
  .description('print a link that enrols one tablet, once')
  .requiredOption('--checkpoint <id>', 'where the tablet will stand')
  .option('--hours <n>', 'how long the link is good for', '1')
  .option('--kiosk <id>', 'the kiosk that this tablet was, where its storage and its key are gone')
  .action((options: EnrolOptions) => run((installation) => enrolCommand(installation, options)))
kiosk
  .command('confirm')
  .description('let the tablet in that shows this number')
  .argument('<number>', 'six digits')
  .action((number: string) => run((installation) => confirmCommand(installation, number)))
kiosk
  .command('revoke')
  .description('take a tablet out of service: it gets no bundle and forgets its secrets at its next contact')
  .argument('<kiosk>', 'its id, 16 hex digits')
  .addOption(
    new Option('--as <cause>', 'stolen: the rest is set aside; retired: the rest still counts').choices(['stolen', 'retired']).default('stolen'),
  )
  .option('--drop-queue', 'give up the records that it never sent')
  .action((id: string, options: RevokeOptions) => run((installation) => revokeCommand(installation, id, options)))

program
  .command('erase')
  .description('erase what records hold of persons; headers, decisions and counts stay')
  .addOption(new Option('--passage <id>', 'of one passage').conflicts('before'))
  .option('--before <date>', 'of everything before this local day: 2021-02-17')
  .action((options: EraseOptions) => run((installation) => eraseCommand(installation, options)))

registerCarry(program, { folder, run })
registerData(program, { folder, run })
registerRules(program, { folder, root: projectRoot(fileURLToPath(import.meta.url)), isJson, print, run })

interface VerdictFlags {
  readonly qr?: string
  readonly file?: string
  readonly checkpoint: string
  readonly direction: (typeof DIRECTIONS)[number]
  readonly at: string
  readonly observe?: string
}

interface StaffFlags {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly password?: string
  readonly pin?: string
  readonly checkpoint?: readonly string[]
}

async function run(command: (installation: Installation) => Promise<CliAnswer>): Promise<void> {
  const installation = await openForCommand(env, fileURLToPath(import.meta.url))
  try {
    print(await command(installation))
  } finally {
    await installation.storage.close()
  }
}

function isJson(): boolean {
  return program.opts<{ json?: true }>().json === true
}

function print(answer: CliAnswer): void {
  const text = printedAnswer(answer, isJson() ? 'json' : 'sentences')
  if (answer.kind === 'done' || isJson()) process.stdout.write(text)
  else process.stderr.write(text)
  process.exitCode = answer.kind === 'done' ? DONE : answer.kind === 'refused' ? REFUSED : WRONG_USE
}

try {
  await program.parseAsync()
} catch (error) {
  // Commander has printed its own sentence; `--help` and `--version` end with 0.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? DONE : WRONG_USE
  else {
    const sentence = sentenceOf(error, env.DATA_DIR ?? 'data')
    process.stderr.write(`${terminalText(sentence ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)))}\n`)
    process.exitCode = REFUSED
  }
}
