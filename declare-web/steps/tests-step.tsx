import { LIMITS } from '../../shared/declaration/declaration.ts'
import { TEST_KINDS, TEST_RESULTS } from '../../shared/declaration/vocabulary.ts'
import type { DoseDraft, TestDraft } from '../draft/draft.ts'
import { ActButton } from '../form/act-button.tsx'
import { RadioField } from '../form/choice-field.tsx'
import { DateField } from '../form/date-field.tsx'
import type { Form, StepProps } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { fill } from '../texts/fill.ts'

export function TestsStep({ form }: StepProps) {
  return (
    <>
      <Tests form={form} />
      <Doses form={form} />
    </>
  )
}

function Tests({ form }: StepProps) {
  const { draft, texts } = form
  const words = texts.tests
  return (
    <section class="field">
      <h2>
        {words.tests} <span class="optional">{texts.nav.optional}</span>
      </h2>
      <p class="hint">{words.testsHint}</p>
      {draft.tests.map((test, index) => (
        <fieldset class="card" key={index}>
          <legend>{fill(words.test, { n: index + 1 })}</legend>
          <TestFields form={form} index={index} test={test} />
          <ActButton form={form} act={`remove-test:${index}`} look="plain">
            {texts.nav.remove} {fill(words.test, { n: index + 1 })}
          </ActButton>
        </fieldset>
      ))}
      {draft.tests.length < LIMITS.tests && (
        <ActButton form={form} act="add-test" look="quick" id="addTest">
          + {words.addTest}
        </ActButton>
      )}
    </section>
  )
}

interface TestProps {
  readonly form: Form
  readonly index: number
  readonly test: TestDraft
}

function TestFields({ form, index, test }: TestProps) {
  const { texts } = form
  const words = texts.tests
  const set = (change: Partial<TestDraft>) => form.change({ tests: replaced(form.draft.tests, index, { ...test, ...change }) })
  const name = (field: string) => `tests.${index}.${field}`
  const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: fill(texts.date.hour, { hour }) }))
  return (
    <>
      <SelectField
        field={{ form, name: name('kind'), label: words.testKind }}
        value={test.kind}
        options={optionsOf(TEST_KINDS, texts.vocabulary.testKind)}
        empty={null}
        onChange={(kind) => set({ kind })}
      />
      <RadioField
        field={{ form, name: name('result'), label: words.testResult }}
        value={test.result}
        options={optionsOf(TEST_RESULTS, texts.vocabulary.testResult)}
        onChange={(result) => set({ result })}
      />
      <DateField field={{ form, name: name('sampled'), label: words.sampledOn }} value={test.sampled} onInput={(sampled) => set({ sampled })} />
      <SelectField
        field={{ form, name: name('sampledHour'), label: words.sampledHour, need: 'optional' }}
        value={test.sampledHour}
        options={hours}
        empty={texts.nav.choose}
        onChange={(sampledHour) => set({ sampledHour })}
      />
      {test.result !== 'pending' && (
        <DateField
          field={{ form, name: name('resulted'), label: words.resultOn, need: 'optional' }}
          value={test.resulted}
          onInput={(resulted) => set({ resulted })}
        />
      )}
    </>
  )
}

function Doses({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.tests
  const set = (index: number, dose: DoseDraft) => change({ doses: replaced(draft.doses, index, dose) })
  return (
    <section class="field">
      <h2>
        {words.doses} <span class="optional">{texts.nav.optional}</span>
      </h2>
      {draft.doses.map((dose, index) => (
        <fieldset class="card" key={index}>
          <legend>{fill(words.dose, { n: index + 1 })}</legend>
          <DateField
            field={{ form, name: `doses.${index}.given`, label: words.givenOn }}
            value={dose.given}
            onInput={(given) => set(index, { ...dose, given })}
          />
          <TextField
            field={{ form, name: `doses.${index}.product`, label: words.product, need: 'optional' }}
            value={dose.product}
            onInput={(product) => set(index, { ...dose, product })}
          />
          <ActButton form={form} act={`remove-dose:${index}`} look="plain">
            {texts.nav.remove} {fill(words.dose, { n: index + 1 })}
          </ActButton>
        </fieldset>
      ))}
      {draft.doses.length < LIMITS.doses && (
        <ActButton form={form} act="add-dose" look="quick" id="addDose">
          + {words.addDose}
        </ActButton>
      )}
    </section>
  )
}

function replaced<T>(list: readonly T[], index: number, item: T): readonly T[] {
  return list.map((old, at) => (at === index ? item : old))
}
