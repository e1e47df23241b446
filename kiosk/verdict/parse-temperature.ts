import { err, ok, type Result } from '../../shared/result.ts'

/** Tenths of a degree Celsius. Outside, a thermometer was misread or held to something else. */
const LOWEST_TENTHS = 300
const HIGHEST_TENTHS = 450

export type TemperatureProblem = 'unreadable' | 'too-low' | 'too-high'

/** What an officer reads off a thermometer, with a comma or a point, in tenths of a degree: a second decimal was not measured. */
export function parseTemperature(text: string): Result<number, TemperatureProblem> {
  const [, whole, tenth = '0'] = /^(\d{1,3})(?:[.,](\d))?$/.exec(text.trim()) ?? []
  if (whole === undefined) return err('unreadable')
  const tenths = Number(whole) * 10 + Number(tenth)
  if (tenths < LOWEST_TENTHS) return err('too-low')
  return tenths > HIGHEST_TENTHS ? err('too-high') : ok(tenths)
}
