import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { CliAnswer } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'
import { checkCommand, schemaCommand } from './rules-check.ts'
import { diffCommand } from './rules-diff.ts'
import { explainCommand } from './rules-explain.ts'
import { publishCommand } from './rules-publish.ts'
import { requireCommand } from './rules-require.ts'
import { simulateCommand } from './rules-simulate.ts'
import { testCommand } from './rules-test.ts'

/** What the program gives its commands. */
export interface RulesProgram {
  /** Where relative file names start. */
  readonly folder: string
  /** The project's own folder: seeds and built tables lie under it. */
  readonly root: string
  readonly isJson: () => boolean
  readonly print: (answer: CliAnswer) => void
  /** On this installation's data. */
  readonly run: (command: (installation: Installation) => Promise<CliAnswer>) => Promise<void>
}

interface SimulateFlags {
  readonly zones?: string
  readonly from?: string
  readonly to?: string
  readonly checkpoint?: readonly string[]
  readonly records?: string
}

/** The commands of those who write rules. Only `simulate` and `publish` touch the installation's data. */
export function registerRules(program: Command, { folder, root, isJson, print, run }: RulesProgram): void {
  const at = (file: string): string => resolve(folder, file)
  const rules = program.command('rules').description('rulesets: check, test, explain, compare, try and publish them')
  rules
    .command('check')
    .description('find every fault of a ruleset: path, line, what to do')
    .argument('<file>', 'the ruleset, JSON')
    .action((file: string) => print(checkCommand(at(file))))
  rules
    .command('test')
    .description('run the golden cases beside a ruleset (NAME.cases.json)')
    .argument('<file>', 'the ruleset, JSON')
    .action(async (file: string) => print(await testCommand(at(file), root)))
  rules
    .command('explain')
    .description('say in words what a ruleset does: texts, law, when each rule fires, duties')
    .argument('<file>', 'the ruleset, JSON')
    .option('--rule <id>', 'one rule only')
    .action((file: string, options: { readonly rule?: string }) => print(explainCommand(at(file), options.rule ?? null)))
  rules
    .command('diff')
    .description('what differs between two versions, and which golden cases come out otherwise')
    .argument('<old>', 'the older ruleset, JSON')
    .argument('<new>', 'the newer ruleset, JSON')
    .action(async (older: string, newer: string) => print(await diffCommand(at(older), at(newer), root)))
  rules
    .command('simulate')
    .description('what a draft would have said of the passages recorded here; Ctrl-C ends it with what it has counted')
    .argument('<file>', 'the draft, JSON')
    .option('--zones <file>', 'try these zones in place of those in force')
    .option('--from <instant>', 'scanned at or after: 2021-02-17T00:00:00+07:00')
    .option('--to <instant>', 'scanned before')
    .option('--checkpoint <id...>', 'only there')
    .option('--records <n>', 'list up to so many records behind each number')
    .action((file: string, { zones, ...options }: SimulateFlags) =>
      run((installation) => simulateCommand(installation, { ...options, file: at(file), zones: zones === undefined ? null : at(zones) })),
    )
  rules
    .command('publish')
    .description('put a ruleset into force: kept for ever, at the kiosks with their next contact')
    .argument('<file>', 'the ruleset, JSON')
    .option('--yes', 'in production: yes, this one')
    .action((file: string, options: { readonly yes?: true }) =>
      run((installation) => publishCommand(installation, { file: at(file), root, confirmed: options.yes === true ? 'yes' : 'no' })),
    )
  rules
    .command('require')
    .description('say, or set, which rulesets must be in force before a kiosk admits anybody ("none": no more)')
    .argument('[ids...]', 'ids of rulesets, such as the national layer')
    .action((ids: readonly string[]) => run((installation) => requireCommand(installation, ids)))
  rules
    .command('schema')
    .description('the JSON Schema of a ruleset, for editors (docs/ruleset.schema.json)')
    .action(() => print(schemaCommand(isJson() ? 'line' : 'pretty')))
}
