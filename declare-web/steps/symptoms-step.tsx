import { ChecksField } from '../form/choice-field.tsx'
import type { StepProps } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'

export function SymptomsStep({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.symptoms
  return (
    <>
      <ChecksField
        field={{ form, name: 'symptoms', label: words.symptoms, hint: words.symptomsHint }}
        values={draft.symptoms}
        options={optionsOf(texts.vocabulary.symptom)}
        none={words.noSymptoms}
        onChange={(symptoms) => change({ symptoms })}
      />
      <ChecksField
        field={{ form, name: 'exposures', label: words.exposures }}
        values={draft.exposures}
        options={optionsOf(texts.vocabulary.exposure)}
        none={words.noExposures}
        onChange={(exposures) => change({ exposures })}
      />
    </>
  )
}
