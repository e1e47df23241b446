import { EXPOSURES, SYMPTOMS } from '../../shared/declaration/health-vocabulary.ts'
import { addDays, formatDate } from '../../shared/time.ts'
import { paperText } from '../texts/paper-texts.ts'
import { Choices } from './choices.tsx'
import { FieldFault } from './form-faults.tsx'
import type { SectionProps } from './form-section.tsx'

const TESTS = ['pcr', 'antigen'] as const
/** No rule of those in force takes an older one. */
const TEST_DAYS = 8

export function HealthSection({ input, wrong, today, onChange }: SectionProps) {
  const { symptoms, exposures } = input
  const isClear = symptoms?.length === 0 && exposures?.length === 0
  return (
    <section class="form-section">
      <h3>{paperText('formHealth')}</h3>
      <button
        type="button"
        class="choice wide"
        aria-pressed={isClear}
        data-testid="form-healthy"
        onClick={() => onChange({ symptoms: [], exposures: [] })}
      >
        {paperText('formHealthNone')}
      </button>
      <Choices
        legend={paperText('formSymptoms')}
        choices={SYMPTOMS.map((value) => ({ value, label: paperText(`symptom-${value}`) }))}
        chosen={symptoms ?? []}
        testId="form-symptom"
        onPress={(value) => onChange({ symptoms: toggled(symptoms, value), exposures: exposures ?? [] })}
      />
      <Choices
        legend={paperText('formExposures')}
        choices={EXPOSURES.map((value) => ({ value, label: paperText(`exposure-${value}`) }))}
        chosen={exposures ?? []}
        testId="form-exposure"
        onPress={(value) => onChange({ exposures: toggled(exposures, value), symptoms: symptoms ?? [] })}
      />
      <FieldFault field="test" wrong={wrong} id="form-test-fault" />
      <TestFields {...{ input, today, onChange }} />
    </section>
  )
}

function TestFields({ input, today, onChange }: Pick<SectionProps, 'input' | 'today' | 'onChange'>) {
  const { test, testPaper } = input
  const kinds = [{ value: NO_TEST, label: paperText('formTestNone') }, ...TESTS.map((value) => ({ value, label: paperText(`test-${value}`) }))]
  const days = Array.from({ length: TEST_DAYS }, (_, back) => addDays(today, -back))
  return (
    <>
      <Choices
        legend={paperText('formTest')}
        choices={kinds}
        chosen={[test === null ? NO_TEST : test.kind]}
        testId="form-test"
        onPress={(value) => {
          const kind = TESTS.find((each) => each === value)
          // Whoever names the paper has it in hand; one tap takes that back.
          onChange(kind ? { test: { kind, sampledOn: today, hour: null }, testPaper: 'seen' } : { test: null, testPaper: 'not-seen' })
        }}
      />
      {test !== null && (
        <>
          <Choices
            legend={paperText('formSampled')}
            choices={days.map((value) => ({ value, label: formatDate(value).slice(0, 5) }))}
            chosen={[test.sampledOn]}
            testId="form-sampled"
            onPress={(sampledOn) => onChange({ test: { ...test, sampledOn } })}
          />
          <button
            type="button"
            class="choice"
            aria-pressed={testPaper === 'seen'}
            data-testid="form-paper-seen"
            onClick={() => onChange({ testPaper: testPaper === 'seen' ? 'not-seen' : 'seen' })}
          >
            {paperText('formPaperSeen')}
          </button>
        </>
      )}
    </>
  )
}

const NO_TEST = 'none'

function toggled<T>(list: readonly T[] | null, value: T): readonly T[] {
  const before = list ?? []
  return before.includes(value) ? before.filter((each) => each !== value) : [...before, value]
}
