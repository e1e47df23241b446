import type { StaffId } from '../ids.ts'
import type { Scan } from '../passage/records.ts'
import { err, ok, type Result } from '../result.ts'
import { DAY_MS, type EpochMs } from '../units.ts'

/** A numbered form that was filled by hand and is keyed in later, by somebody else than who wrote it. */
export interface PaperForm {
  /** As `normaliseSerial` leaves it. */
  readonly serial: string
  readonly writtenAt: EpochMs
  readonly writtenBy: StaffId
  readonly keyedBy: StaffId
}

export type PaperProblem = 'serial-malformed' | 'serial-keyed-already' | 'same-officer' | 'written-in-future' | 'written-too-long-ago'

/** An outage that outlasts this is told to the control room; an older date is a slip of the finger. */
export const PAPER_KEYED_WITHIN_MS = 14 * DAY_MS

const SERIAL = /^(?=.*[0-9])[A-Z0-9]{3,20}$/

/** Printed with blanks and hyphens for the eye: `QN-BD 000 123` and `qnbd000123` are one. */
export function normaliseSerial(text: string): string {
  return text.toUpperCase().replace(/[\s./-]/g, '')
}

/** `known`: serials that this kiosk has keyed already. Across kiosks the server sees a serial that comes twice. */
export function checkPaper(paper: PaperForm, now: EpochMs, known: readonly string[]): Result<PaperForm, PaperProblem> {
  const serial = normaliseSerial(paper.serial)
  if (!SERIAL.test(serial)) return err('serial-malformed')
  if (known.includes(serial)) return err('serial-keyed-already')
  // Two pairs of eyes: whoever wrote it would read their own mistake again.
  if (paper.writtenBy === paper.keyedBy) return err('same-officer')
  if (paper.writtenAt > now) return err('written-in-future')
  if (now - paper.writtenAt > PAPER_KEYED_WITHIN_MS) return err('written-too-long-ago')
  return ok({ ...paper, serial })
}

/**
 * The moment that a scan's verdict is of: of a paper when it was written, which is when the person stood there; else when
 * it happened. Everything that judges a recorded passage again asks this.
 */
export function judgedAtOf({ reading }: Pick<Scan, 'reading'>, occurredAt: EpochMs): EpochMs {
  return reading.kind === 'form' && reading.paper !== null ? reading.paper.writtenAt : occurredAt
}
