import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { DOCUMENT_KINDS } from '../../shared/declaration/vocabulary.ts'
import { importCertificatesCommand, listCertificatesCommand } from './certificates.ts'
import type { CliAnswer } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'
import { type ContactOptions, contactCommand } from './contact.ts'
import { dropListCommand, rotateSaltCommand, setListCommand, showListsCommand } from './lists.ts'
import { liftZoneCommand, listCheckpointsCommand, listZonesCommand, setCheckpointsCommand, setZonesCommand } from './places.ts'
import { addWatchCommand, listWatchCommand, removeWatchCommand, type WatchFlags } from './watch.ts'

interface DataProgram {
  /** Where relative file names start. */
  readonly folder: string
  readonly run: (command: (installation: Installation) => Promise<CliAnswer>) => Promise<void>
}

/** What an installation works with beside its rules: checkpoints, zones, lists, the watch-list. */
export function registerData(program: Command, { folder, run }: DataProgram): void {
  const at = (file: string): string => resolve(folder, file)
  registerPlaces(program, { at, run })
  registerLists(program, { at, run })
  registerWatch(program, { run })
  registerCertificates(program, { at, run })
  registerContact(program, { run })
}

interface Registered extends Pick<DataProgram, 'run'> {
  readonly at: (file: string) => string
}

function registerPlaces(program: Command, { at, run }: Registered): void {
  const checkpoints = program.command('checkpoints').description('checkpoints: where, of whom, which lanes, since when')
  checkpoints
    .command('list')
    .description('those of this installation')
    .action(() => run(listCheckpointsCommand))
  checkpoints
    .command('set')
    .description('add those of a file, or put them in the place of their namesakes; the others stay')
    .requiredOption('--file <path>', 'as seeds/demo/checkpoints.json')
    .action((options: { readonly file: string }) => run((installation) => setCheckpointsCommand(installation, at(options.file))))
  const zones = program.command('zones').description('zones: places under a measure')
  zones
    .command('list')
    .description('those of this installation')
    .action(() => run(listZonesCommand))
  zones
    .command('set')
    .description('add those of a file, or put them in the place of their namesakes; the others stay')
    .requiredOption('--file <path>', 'as seeds/demo/zones.json')
    .action((options: { readonly file: string }) => run((installation) => setZonesCommand(installation, at(options.file))))
  zones
    .command('lift')
    .description('end a zone; who was there before still counts as having been')
    .argument('<zone>', 'its id')
    .option('--at <instant>', 'when, instead of now: 2021-03-04T00:00:00+07:00')
    .action((id: string, options: { readonly at?: string }) => run((installation) => liftZoneCommand(installation, id, options.at ?? null)))
}

function registerContact(program: Command, { run }: Pick<DataProgram, 'run'>): void {
  program
    .command('installation')
    .description('facts of the whole installation')
    .command('contact')
    .description('whom travellers call about a decision; without --phone it is shown')
    .option('--authority <id>', 'of these checkpoints alone, as VN-22')
    .option('--phone <number>')
    .option('--text <words>', 'whose number it is, and when somebody answers, in Vietnamese')
    .option('--text-en <words>', 'the same in English')
    .action((options: ContactOptions) => run((installation) => contactCommand(installation, options)))
}

function registerCertificates(program: Command, { at, run }: Registered): void {
  const certificates = program.command('certificates').description('whose EU-format certificates (HC1:) are believed at the kiosks')
  certificates
    .command('import')
    .description('take the keys of a trust list in the place of those before; anything wrong in it and nothing is taken')
    .requiredOption('--file <path>', '{"certificates": [{"rawData": base64 of the DER certificate, "country"?, "kid"?, "certificateType"?}]}')
    .action((options: { readonly file: string }) => run((installation) => importCertificatesCommand(installation, at(options.file))))
  certificates
    .command('list')
    .description('how many keys of which country')
    .action(() => run(listCertificatesCommand))
}

function registerLists(program: Command, { at, run }: Registered): void {
  const lists = program.command('lists').description('named lists that rules read: rosters, suspended passes, employers')
  lists
    .command('set')
    .description('put a file in the place of all that stands on a list')
    .argument('<name>', 'as rules name it: suspended-passes')
    .requiredOption('--file <path>', '[{"document": {"kind", "country", "number"}}, {"plate"}, {"pass"}, {"employer"}]')
    .action((name: string, options: { readonly file: string }) => run((installation) => setListCommand(installation, name, at(options.file))))
  lists
    .command('show')
    .description('how much stands on each list, never who')
    .argument('[name]', 'one list')
    .action((name: string | undefined) => run((installation) => showListsCommand(installation, name ?? null)))
  lists
    .command('drop')
    .description('take a list away: rules that read it refer')
    .argument('<name>', 'the list')
    .action((name: string) => run((installation) => dropListCommand(installation, name)))
  lists
    .command('new-salt')
    .description('hash all lists and the watch-list under a new salt, as after the loss of a tablet')
    .action(() => run(rotateSaltCommand))
}

function registerWatch(program: Command, { run }: Pick<DataProgram, 'run'>): void {
  const watch = program.command('watch').description('the watch-list: who or what checkpoints look out for')
  watch
    .command('add')
    .description('watch a document, a plate or a code')
    .option('--document <number>', 'a document number')
    .addOption(new Option('--document-kind <kind>', 'of what kind').choices(DOCUMENT_KINDS).default('citizen-id'))
    .option('--country <code>', 'of which country', 'VN')
    .option('--plate <plate>', 'a plate: every hit is for an officer to look at')
    .option('--credential <id>', 'a code: its id, or the reference of its private link')
    .requiredOption('--kind <kind>', 'breach, f0, f1 or f2')
    .option('--birth-year <year>', 'confirms a hit by document')
    .option('--from <instant>', 'since when, instead of now')
    .option('--to <instant>', 'until when')
    .action((options: WatchFlags) => run((installation) => addWatchCommand(installation, options)))
  watch
    .command('remove')
    .description('end an entry')
    .argument('<id>', 'as "watch add" and "watch list" print it')
    .action((id: string) => run((installation) => removeWatchCommand(installation, id)))
  watch
    .command('list')
    .description('the entries, without who they are')
    .action(() => run(listWatchCommand))
}
