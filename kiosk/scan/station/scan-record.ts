import type { CredentialId } from '../../../shared/ids.ts'
import type { PaperForm } from '../../../shared/paper/paper-form.ts'
import { hashText } from '../../../shared/passage/chain.ts'
import type { Decision, Hash, Scan } from '../../../shared/passage/records.ts'
import { recordVerdict } from '../../../shared/rules/record-verdict.ts'
import type { LocalPassage } from '../../log/kiosk-store.ts'
import { isDeclaration } from '../join-documents.ts'
import { partVersions } from '../judge-passage.ts'
import type { DocumentRead, PassageView, Reading, Step } from '../passage-view.ts'
import { readingsOf } from '../presented.ts'
import type { Situation } from '../situation.ts'

export const ADMITTED: Step = { kind: 'decided', outcome: 'admit', by: 'kiosk' }

/** The scan's record; `textHash` of the code held up, null for a person without any. */
export function scanOf(situation: Situation, view: PassageView, textHash: string | null): Scan {
  return {
    kind: 'scan',
    passage: view.passage,
    crossing: null,
    lane: view.lane.id,
    direction: view.lane.direction,
    // Of a paper, who wrote it: who keyed it in stands beside its serial.
    officer: view.reading.kind === 'form' && view.reading.paper ? view.reading.paper.writtenBy : situation.officer,
    reading: readingRecord(view, textHash),
    origin: view.origin,
    verdict: recordVerdict(view.verdict),
    bundle: partVersions(situation.bundle),
    clock: situation.clock,
    online: situation.online,
  }
}

/** The decision that goes with a green view, none with another. */
export function admission(view: PassageView): readonly Decision[] {
  if (view.step.kind !== 'decided' || view.step.by !== 'kiosk') return []
  const { passage, lane, origin } = view
  const both = { outcome: 'admit', verdictOutcome: 'admit' } as const
  return [{ kind: 'decision', passage, lane: lane.id, direction: lane.direction, origin, ...both, officer: null, override: null }]
}

export function localOf(view: PassageView, decided: LocalPassage['decided']): LocalPassage {
  const { passage, lane, origin, scannedAt, step } = view
  const credential = ownCredential(readingsOf(view)) ?? view.mark ?? null
  const verdict = recordVerdict(view.verdict)
  const waits = step.kind === 'open' && step.because !== 'verdict' ? { waits: step.because } : {}
  return { passage, credential, lane: lane.id, direction: lane.direction, origin, scannedAt, verdict, decided, ...waits }
}

/** The declaration that opened, whatever else was held up before it: by it a second use is known. */
function ownCredential(readings: readonly Reading[]): CredentialId | null {
  const declared = readings.find((reading) => reading.kind === 'credential' && isDeclaration(reading.credential))
  const [own] = [...(declared ? [declared] : []), ...readings].flatMap((reading) => credentialOf(reading) ?? [])
  return own ?? null
}

function readingRecord({ passage, reading, typed }: Pick<PassageView, 'passage' | 'reading' | 'typed'>, textHash: string | null): Scan['reading'] {
  if (reading.kind === 'form') return { kind: 'form', paper: reading.paper && paperRecord(reading.paper) }
  if (textHash === null || reading.kind === 'none') return { kind: 'none' }
  if (reading.kind === 'document') return documentRecord(reading, hashText(`${passage}\n${textHash}`))
  if (reading.kind === 'fault') return { kind: 'unreadable', code: 'fault', textHash, credential: null }
  if (reading.kind === 'unreadable') return { kind: 'unreadable', code: reading.error.code, textHash, credential: credentialOf(reading) }
  const { id, issuer, type, specimen } = reading.credential
  if (typed === 'short-code') return { kind: 'short-code', credential: id }
  return { kind: 'credential', id, issuer, type, specimen }
}

function documentRecord({ document }: DocumentRead, textHash: Hash): Scan['reading'] {
  const { source, trust, problem } = document
  return { kind: 'document', document: source, trust, problem, textHash }
}

function paperRecord({ serial, writtenAt, keyedBy }: PaperForm): FormRecord['paper'] {
  return { serial, writtenAt, keyedBy }
}

type FormRecord = Extract<Scan['reading'], { readonly kind: 'form' }>

function credentialOf(reading: Reading): CredentialId | null {
  if (reading.kind === 'credential') return reading.credential.id
  if (reading.kind === 'unreadable' && 'credentialId' in reading.error) return reading.error.credentialId ?? null
  return null
}
