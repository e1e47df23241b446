import { LIMITS } from '../../shared/declaration/declaration.ts'
import { ActButton } from '../form/act-button.tsx'
import type { StepProps } from '../form/form.ts'
import { fill } from '../texts/fill.ts'
import { late } from './late.tsx'

const TestFields = late((parts) => parts.TestFields)
const DoseFields = late((parts) => parts.DoseFields)

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

function Doses({ form }: StepProps) {
  const { draft, texts } = form
  const words = texts.tests
  return (
    <section class="field">
      <h2>
        {words.doses} <span class="optional">{texts.nav.optional}</span>
      </h2>
      {draft.doses.map((dose, index) => (
        <fieldset class="card" key={index}>
          <legend>{fill(words.dose, { n: index + 1 })}</legend>
          <DoseFields form={form} index={index} dose={dose} />
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
