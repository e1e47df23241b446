import type { DoseDraft, TestDraft } from '../draft/draft.ts'
import { RadioField } from '../form/choice-field.tsx'
import { DateField } from '../form/date-field.tsx'
import type { Form } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { fill } from '../texts/fill.ts'

interface TestProps {
  readonly form: Form
  readonly index: number
  readonly test: TestDraft
}

/** What is asked of one test. */
export function TestFields({ form, index, test }: TestProps) {
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
        options={optionsOf(texts.vocabulary.testKind)}
        empty={null}
        onChange={(kind) => set({ kind })}
      />
      <RadioField
        field={{ form, name: name('result'), label: words.testResult }}
        value={test.result}
        options={optionsOf(texts.vocabulary.testResult)}
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

interface DoseProps {
  readonly form: Form
  readonly index: number
  readonly dose: DoseDraft
}

/** What is asked of one dose. */
export function DoseFields({ form, index, dose }: DoseProps) {
  const words = form.texts.tests
  const set = (change: Partial<DoseDraft>) => form.change({ doses: replaced(form.draft.doses, index, { ...dose, ...change }) })
  return (
    <>
      <DateField field={{ form, name: `doses.${index}.given`, label: words.givenOn }} value={dose.given} onInput={(given) => set({ given })} />
      <TextField
        field={{ form, name: `doses.${index}.product`, label: words.product, need: 'optional' }}
        value={dose.product}
        onInput={(product) => set({ product })}
      />
    </>
  )
}

function replaced<T>(list: readonly T[], index: number, item: T): readonly T[] {
  return list.map((old, at) => (at === index ? item : old))
}
