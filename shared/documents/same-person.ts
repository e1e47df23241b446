import type { Claims } from '../declaration/claims.ts'
import { foldName } from '../declaration/fold-name.ts'
import type { PresentedDocument } from '../rules/passing.ts'

type Holder = Pick<PresentedDocument, 'source'> & { readonly claims: Pick<Claims, 'name' | 'birthYear'> }

/**
 * Whether two documents can be one person's: the same year of birth, and the same name as far as their formats can write it.
 * Marks and capitals never matter. Where one is a passport or an EU certificate the order of names does not either (theirs
 * is surname first, and issuers differ), ICAO's spelling (Ö as OE) is the letter itself, and a passport's line may be cut.
 */
export function isSamePerson(a: Holder, b: Holder): boolean {
  if (a.claims.birthYear !== b.claims.birthYear) return false
  if (foldName(a.claims.name) === foldName(b.claims.name)) return true
  if (!isByMachine(a) && !isByMachine(b)) return false
  return spellingsOf(a.claims.name).some((one) => spellingsOf(b.claims.name).some((other) => agree(one, other)))
}

function isByMachine({ source }: Holder): boolean {
  return source === 'passport' || source === 'eu-certificate'
}

/** A line of a TD1 card holds 30 letters and fillers of a name, so a shorter one is whole. */
const CUT_FROM = 28

function agree(one: readonly string[], other: readonly string[]): boolean {
  if (one.length > 0 && [...one].sort().join(' ') === [...other].sort().join(' ')) return true
  const [short, long] = [one.join(''), other.join('')].sort((x, y) => x.length - y.length)
  return short !== undefined && long !== undefined && short.length >= CUT_FROM && long.startsWith(short)
}

/** Words of letters only, each letter with marks alone dropped, and as ICAO 9303 spells it. */
function spellingsOf(name: string): readonly (readonly string[])[] {
  return [name, icaoSpelling(name)].map((text) =>
    foldName(text)
      .replace(/['’.]/g, '')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== ''),
  )
}

function icaoSpelling(name: string): string {
  return name
    .normalize('NFC')
    .toUpperCase()
    .replace(/[ÄÆÖØŒÜÅßÞ]/g, (letter) => ICAO[letter] ?? letter)
}

const ICAO: { readonly [letter: string]: string } = { Ä: 'AE', Æ: 'AE', Ö: 'OE', Ø: 'OE', Œ: 'OE', Ü: 'UE', Å: 'AA', ß: 'SS', Þ: 'TH' }
