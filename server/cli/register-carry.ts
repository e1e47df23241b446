import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type CarryFlags, carryBundleCommand, carryTakeCommand, envelopeCommand, shiftCodesCommand, type TakeFlags } from './carry.ts'
import type { CliAnswer } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'

interface CarryProgram {
  /** Where relative file names start. */
  readonly folder: string
  readonly run: (command: (installation: Installation) => Promise<CliAnswer>) => Promise<void>
}

/** What goes to and from tablets that no network reaches. */
export function registerCarry(program: Command, { folder, run }: CarryProgram): void {
  const at = <T extends { readonly out?: string; readonly qr?: string }>(flags: T): T => ({
    ...flags,
    ...(flags.out !== undefined && { out: resolve(folder, flags.out) }),
    ...(flags.qr !== undefined && { qr: resolve(folder, flags.qr) }),
  })
  const carry = program.command('carry').description('bundles in and logs out by hand, where no network is')
  withFiles(carry.command('bundle').description('the newest bundle of a checkpoint, signed, as a file and as QR codes')).action((flags: CarryFlags) =>
    run((installation) => carryBundleCommand(installation, at(flags))),
  )
  carry
    .command('take')
    .description("take in a tablet's log that came as a file, and write the answer to carry back")
    .requiredOption('--file <path>', 'what the tablet saved')
    .option('--out <path>', 'the answer: receipt and newest bundle')
    .option('--qr <path>', 'the answer as a page of QR codes')
    .action((flags: TakeFlags) => run((installation) => carryTakeCommand(installation, { ...at(flags), file: resolve(folder, flags.file) })))
  withFiles(program.command('envelope').description('a sealed envelope that enrols one spare tablet without a network')).action((flags: CarryFlags) =>
    run((installation) => envelopeCommand(installation, at(flags))),
  )
  withFiles(program.command('shift-codes').description('one-time codes for officers who have no PIN on a tablet')).action((flags: CarryFlags) =>
    run((installation) => shiftCodesCommand(installation, at(flags))),
  )
}

function withFiles(command: Command): Command {
  return command
    .requiredOption('--checkpoint <id>', 'whose tablets')
    .requiredOption('--out <path>', 'the file to carry')
    .option('--qr <path>', 'the same as a page of QR codes, for a screen or a printer')
}
