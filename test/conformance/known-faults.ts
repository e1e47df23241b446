/**
 * Where the public certificates contradict themselves, by file and check: the picture, text and signature of each say one
 * thing, its stored JSON another, or its own expectation contradicts its certificate.
 */
const KNOWN: readonly (readonly [file: string, check: string])[] = [
  // The time of sampling differs.
  ['FR/2DCode/raw/test_pcr_ok.json', 'DECODE'],
  ['FR/2DCode/raw/test_pcr_ok.json', 'VALIDJSON'],
  // The names differ.
  ['PL/1.3.0/2DCode/raw/1.json', 'DECODE'],
  ['PL/1.3.0/2DCode/raw/1.json', 'VALIDJSON'],
  ['PL/1.3.0/2DCode/raw/5.json', 'DECODE'],
  ['PL/1.3.0/2DCode/raw/5.json', 'VALIDJSON'],
  ['PT/1.3.0/2DCode/raw/4.json', 'DECODE'],
  ['PT/1.3.0/2DCode/raw/4.json', 'VALIDJSON'],
  // A key for tests under a vaccination, expected to be allowed.
  ['IS/2DCode/raw/3.json', 'KEYUSAGE'],
]

export function isKnownFault(path: string, check: string): boolean {
  return KNOWN.some(([file, fault]) => fault === check && (path === file || path.endsWith(`/${file}`)))
}
