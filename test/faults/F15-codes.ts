import { runFaults } from '../support/fault-run.ts'
import { type Guessed, guessBirthDates, guessCodes } from '../support/guess-codes.ts'

/** Short codes and birth dates guessed: `npm run faults -- F15-codes`; the counts are whole at every scale. */
const GUESSES = 10_000

await runFaults([
  { name: 'F15 guessed codes', about: 'one machine tries 10,000 short codes, the right one among them', cases: 1, play: () => play(guessCodes) },
  {
    name: 'F15 guessed birth dates',
    about: '10,000 machines try the birth dates of one traveller, the right one among them',
    cases: 1,
    play: () => play(guessBirthDates),
  },
])

async function play(guess: (guesses: number) => Promise<Guessed>): Promise<readonly string[]> {
  const guessed = await guess(GUESSES)
  if (guessed.before !== 200) return ['the right pair finds nothing: the guesses prove nothing']
  const answers = [...guessed.answers]
  const unknown = answers.filter(([shape]) => shape.startsWith('404,'))
  const others = answers.filter(([shape]) => !shape.startsWith('404,') && !shape.startsWith('429,'))
  return [
    ...others.map(([shape, count]) => `${count} guesses were answered ${shape}`),
    ...(unknown.length === 1 ? [] : [`unknown, wrong and too often are told apart: ${unknown.map(([shape]) => shape).join(' | ')}`]),
  ]
}
