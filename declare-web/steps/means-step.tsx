import { vehicleQuestions } from '../draft/draft-to-input.ts'
import { RadioField } from '../form/choice-field.tsx'
import type { StepProps } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'
import { TextField } from '../form/text-field.tsx'

export function MeansStep({ form }: StepProps) {
  const { draft, change, texts } = form
  return (
    <>
      <RadioField
        field={{ form, name: 'means', label: texts.means.means }}
        value={draft.means}
        options={optionsOf(texts.vocabulary.means)}
        onChange={(means) => change({ means })}
      />
      <VehicleFields form={form} />
    </>
  )
}

/** Most vehicles carry few: one tap, and no keyboard over the page. */
const FEW = ['1', '2', '3', '4', '5']

interface FewPersonsProps {
  readonly label: string
  readonly onChoose: (chosen: { readonly personsAboard: string }) => void
}

function FewPersons({ label, onChoose }: FewPersonsProps) {
  return (
    <p class="chips">
      {FEW.map((personsAboard) => (
        <button
          type="button"
          class="chip"
          key={personsAboard}
          aria-label={`${label}: ${personsAboard}`}
          data-testid={`persons-${personsAboard}`}
          onClick={() => onChoose({ personsAboard })}
        >
          {personsAboard}
        </button>
      ))}
    </p>
  )
}

function VehicleFields({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.means
  const asked = vehicleQuestions(draft.means)
  return (
    <>
      {asked.plate !== 'not-asked' && (
        <TextField
          field={{
            form,
            name: 'plate',
            label: words.plate,
            hint: asked.trailer ? words.plateTruckHint : words.plateHint,
            need: asked.plate === 'must' ? 'required' : 'optional',
          }}
          value={draft.plate}
          kind="plate"
          width="middle"
          onInput={(plate) => change({ plate })}
        />
      )}
      {asked.trailer && (
        <TextField
          field={{ form, name: 'trailerPlate', label: words.trailerPlate, need: 'optional' }}
          value={draft.trailerPlate}
          kind="plate"
          width="middle"
          onInput={(trailerPlate) => change({ trailerPlate })}
        />
      )}
      {asked.persons && (
        <TextField
          field={{ form, name: 'personsAboard', label: words.personsAboard, hint: words.personsHint }}
          value={draft.personsAboard}
          kind="digits"
          width="short"
          maxLength={2}
          onInput={(personsAboard) => change({ personsAboard })}
        >
          {form.mode === 'live' && draft.personsAboard === '' && <FewPersons label={words.personsAboard} onChoose={change} />}
        </TextField>
      )}
    </>
  )
}
