import { readCertificateKeys, replaceCertificateKeys } from '../certificates/certificate-store.ts'
import { parseTrustList } from '../certificates/parse-trust-list.ts'
import { type CliAnswer, done, readJsonFile, refused } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'

/** Faults shown; a file of another kind has one in every line. */
const SHOWN = 10

export async function importCertificatesCommand({ storage, clock }: Pick<Installation, 'storage' | 'clock'>, file: string): Promise<CliAnswer> {
  const json = readJsonFile(file)
  if (!json.ok) return json.error
  const parsed = parseTrustList(json.value)
  if (!parsed.ok) {
    const shown = parsed.error.slice(0, SHOWN)
    const rest = parsed.error.length - shown.length
    return refused(['Nothing was taken:', ...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'), {
      error: 'trust-list-refused',
      faults: parsed.error,
    })
  }
  await replaceCertificateKeys(storage, parsed.value, clock.now())
  const countries = [...new Set(parsed.value.map(({ key }) => key.country))].sort()
  return done(`${parsed.value.length} keys of ${countries.length} countries, in the place of those before. Kiosks get them at their next contact.`, {
    keys: parsed.value.length,
    countries,
  })
}

export async function listCertificatesCommand({ storage }: Pick<Installation, 'storage'>): Promise<CliAnswer> {
  const keys = await readCertificateKeys(storage)
  const counts = new Map<string, number>()
  for (const { country } of keys) counts.set(country, (counts.get(country) ?? 0) + 1)
  const lines = [...counts].sort().map(([country, count]) => `${country}: ${count}`)
  const none = 'No keys: every EU-format certificate is "could not check" at the kiosks.'
  return done(lines.length === 0 ? none : lines.join('\n'), { keys: keys.length, countries: Object.fromEntries([...counts].sort()) })
}
