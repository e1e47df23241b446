import { expect, it } from 'vitest'
import { OBSERVATION_CHOICES } from '../../kiosk/texts/observation-choices.ts'
import { parseTemperature } from '../../kiosk/verdict/parse-temperature.ts'

it.each([
  ['36,8', 368],
  ['36.8', 368],
  [' 37 ', 370],
  ['30', 300],
  ['30,0', 300],
  ['45', 450],
  ['45.0', 450],
])('“%s” is %i tenths of a degree', (text, tenths) => {
  expect(parseTemperature(text)).toEqual({ ok: true, value: tenths })
})

it.each([
  ['29,9', 'too-low'],
  ['3', 'too-low'],
  ['45,1', 'too-high'],
  ['368', 'too-high'],
  ['', 'unreadable'],
  ['36,85', 'unreadable'],
  ['36,', 'unreadable'],
  [',8', 'unreadable'],
  ['-36', 'unreadable'],
  ['36e1', 'unreadable'],
  ['36°', 'unreadable'],
  ['không sốt', 'unreadable'],
])('“%s” is no temperature: %s', (text, why) => {
  expect(parseTemperature(text)).toEqual({ ok: false, error: why })
})

it('no button carries a temperature that nobody measured', () => {
  expect(OBSERVATION_CHOICES.filter(({ observed }) => observed.kind === 'temperature')).toEqual([])
})
