import type { DeclarationContext } from '../../shared/declaration/declaration-context.ts'
import { type DeclarationInput, isoInVietnam } from '../../shared/declaration/declaration-input.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { aDeclaration, DECLARED_AT, declarationContext } from '../support/a-declaration.ts'

export type Change = Partial<{ [field in keyof DeclarationInput]: unknown }>

/** The faults of the plain case with one change, as `path code`; empty where it is valid. */
export function errorsOf(change: Change, context: DeclarationContext = declarationContext()): readonly string[] {
  const parsed = parseDeclaration({ ...aDeclaration(), ...change }, context)
  return parsed.ok ? [] : parsed.error.map(({ path, code }) => `${path} ${code}`)
}

/** The first message, for wording. */
export function messageFor(change: Change, context: DeclarationContext = declarationContext()): string {
  const parsed = parseDeclaration({ ...aDeclaration(), ...change }, context)
  return parsed.ok ? '' : parsed.error[0].message
}

export function traveller(change: object): Change {
  return { traveller: { ...aDeclaration().traveller, ...change } }
}

export function withDocument(kind: string, number: string, country = 'VN'): Change {
  return traveller({ document: { kind, country, number } })
}

export function stops(...list: readonly object[]): Change {
  return { stops: list.map((stop) => ({ place: '2021:306673', ...stop })) }
}

/** Hours from the moment of declaring. */
export function inHours(hours: number): string {
  return isoInVietnam(DECLARED_AT + hours * HOUR_MS)
}
