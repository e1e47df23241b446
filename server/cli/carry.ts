import { accessSync, constants, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Letter } from '../../shared/carrying/letter.ts'
import { parseLetter } from '../../shared/carrying/parse-letter.ts'
import { asCheckpointId, type CheckpointId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { letterChunks, qrSheet } from '../carrying/qr-sheet.ts'
import { takeLogLetter } from '../carrying/take-letter.ts'
import { bundleLetter, writeCodes, writeEnvelope } from '../carrying/write-letters.ts'
import type { CoreDeps } from '../deps.ts'
import { readTextFile } from '../start/read-text-file.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'

export interface CarryFlags {
  readonly checkpoint: string
  readonly out: string
  readonly qr?: string
}

export async function carryBundleCommand(installation: Installation, flags: CarryFlags): Promise<CliAnswer> {
  const nowhere = unwritable(flags)
  if (nowhere) return nowhere
  const checkpoint = await checkpointOf(installation, flags.checkpoint)
  if (!checkpoint.ok) return checkpoint.error
  const letter = await bundleLetter(coreOf(installation), checkpoint.value)
  const files = await writeLetter(letter, flags)
  const { version, issuedAt } = letter.bundle.manifest
  return done(`Bundle ${version} of ${checkpoint.value} for tablets without a network: ${files.join(', ')}`, {
    checkpoint: checkpoint.value,
    version,
    issuedAt,
    files,
  })
}

export interface TakeFlags {
  readonly file: string
  readonly out?: string
  readonly qr?: string
}

/** Also where nothing of it was taken an answer is written: it says to the tablet where the server stands. */
export async function carryTakeCommand(installation: Installation, { file, out, qr }: TakeFlags): Promise<CliAnswer> {
  const read = readLetter(file)
  if (!read.ok) return read.error
  const nowhere = unwritable({ ...(out !== undefined && { out }), ...(qr !== undefined && { qr }) })
  if (nowhere) return nowhere
  const letter = read.value
  if (letter.kind !== 'log') return wrongUse(`${file} holds a letter of another kind (${letter.kind}): only a tablet's log is taken here.`)
  const known = await checkpointOf(installation, letter.checkpoint)
  if (!known.ok) return known.error
  const taken = await takeLogLetter(coreOf(installation), letter)
  const files = out === undefined ? [] : await writeLetter(taken.receipt, { out, ...(qr !== undefined && { qr }) })
  const lines = taken.requests.map(({ kiosk, epoch, status, error, acked }) => {
    const where = `${kiosk ?? 'unknown kiosk'}, epoch ${epoch ?? '?'}`
    return acked ? `${where}: on disk up to record ${acked.seq}${error ? ` (${error})` : ''}` : `${where}: refused, ${error ?? status}`
  })
  const json = { requests: taken.requests, files }
  if (!taken.requests.some(({ acked }) => acked)) return refused([`Nothing of ${file} was taken.`, ...lines].join('\n'), json)
  return done([...lines, ...(files.length > 0 ? [`The answer to carry back: ${files.join(', ')}`] : [])].join('\n'), json)
}

export async function envelopeCommand(installation: Installation, flags: CarryFlags): Promise<CliAnswer> {
  const nowhere = unwritable(flags)
  if (nowhere) return nowhere
  const checkpoint = await checkpointOf(installation, flags.checkpoint)
  if (!checkpoint.ok) return checkpoint.error
  const envelope = await writeEnvelope(coreOf(installation), checkpoint.value, 'cli')
  if (!envelope.ok) return refused(`There is no checkpoint ${checkpoint.value}.`, { error: envelope.error })
  const { letter, codes } = envelope.value
  const files = await writeLetter(letter, flags)
  const about = `Sealed envelope for a spare tablet of ${checkpoint.value} (kiosk ${letter.kiosk}): ${files.join(', ')}`
  return done([about, 'It enrols whoever opens it: keep it sealed. Print the codes, put them in and seal it:', ...numbered(codes)].join('\n'), {
    checkpoint: checkpoint.value,
    kiosk: letter.kiosk,
    codes,
    files,
  })
}

export async function shiftCodesCommand(installation: Installation, flags: CarryFlags): Promise<CliAnswer> {
  const nowhere = unwritable(flags)
  if (nowhere) return nowhere
  const checkpoint = await checkpointOf(installation, flags.checkpoint)
  if (!checkpoint.ok) return checkpoint.error
  const { letter, codes } = await writeCodes(coreOf(installation), checkpoint.value)
  const files = await writeLetter(letter, flags)
  const about = `One-time shift codes for tablets of ${checkpoint.value}: carry ${files.join(', ')} to the tablet, keep the codes sealed:`
  return done([about, ...numbered(codes)].join('\n'), { checkpoint: checkpoint.value, codes, files })
}

function numbered(codes: readonly string[]): readonly string[] {
  return codes.map((code, at) => `${String(at + 1).padStart(3)}.  ${code.slice(0, 4)} ${code.slice(4)}`)
}

async function checkpointOf({ storage }: Installation, text: string): Promise<Result<CheckpointId, CliAnswer>> {
  if (!asCheckpointId.matches(text)) return err(wrongUse(`Not a checkpoint id: ${text}`))
  const row = await storage.read.selectFrom('checkpoint').select('checkpoint_id').where('checkpoint_id', '=', text).executeTakeFirst()
  const message = `There is no checkpoint ${text}.`
  return row ? ok(text) : err(refused(message, { error: 'checkpoint-unknown', message }))
}

function readLetter(file: string): Result<Letter, CliAnswer> {
  const text = readTextFile(file)
  if (!text.ok) return err(wrongUse(text.error))
  const letter = parseLetter(text.value)
  if (letter.ok) return letter
  const why = letter.error === 'newer' ? 'was written by a newer version: update this one first' : 'is not whole, or no file of a tablet'
  return err(refused(`${file} ${why}. Nothing was changed.`, { error: letter.error }))
}

/** Looked at before anything is drawn or taken in, which then nobody would hold in hand. */
function unwritable({ out, qr }: { readonly out?: string; readonly qr?: string }): CliAnswer | null {
  const sentences = [out, qr].flatMap((file) => (file === undefined ? [] : whyUnwritable(file)))
  return sentences[0] === undefined ? null : wrongUse(sentences[0])
}

function whyUnwritable(file: string): readonly string[] {
  const folder = dirname(file)
  try {
    accessSync(folder, constants.W_OK)
    if (!statSync(folder).isDirectory()) return [`${folder} is no folder: nothing can be written to ${file}.`]
  } catch {
    return [`The folder ${folder} is not there, or this account may not write in it: make it, or name another.`]
  }
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ? [`${file} is a folder: name a file in it.`] : []
}

async function writeLetter(letter: Letter, { out, qr }: Pick<CarryFlags, 'out' | 'qr'>): Promise<readonly string[]> {
  writeFileSync(out, `${JSON.stringify(letter)}\n`, { mode: 0o600 })
  if (qr === undefined) return [out]
  writeFileSync(qr, await qrSheet(`Chốt: ${letter.kind}, ${letter.checkpoint}`, letterChunks(letter)), { mode: 0o600 })
  return [out, qr]
}

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined }

function coreOf({ storage, clock, keys, areasPart, zone, demo, kioskUrl }: Installation): CoreDeps {
  return {
    storage,
    clock,
    keys,
    areas: areasPart,
    installation: { vi: '', en: '' },
    zone,
    demoOffsetMs: demo?.offsetMs ?? null,
    publicUrls: { kiosk: kioskUrl, control: kioskUrl },
    sessionOf: async () => null,
    log: SILENT,
  }
}
