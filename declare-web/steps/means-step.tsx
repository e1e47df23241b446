import { vehicleQuestions } from '../draft/draft-to-input.ts'
import { plateStart } from '../draft/plate-start.ts'
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

interface ChipsProps {
  readonly name: string
  readonly label: string
  readonly answers: readonly string[]
  readonly onChoose: (answer: string) => void
}

function Chips({ name, label, answers, onChoose }: ChipsProps) {
  return (
    <p class="chips">
      {answers.map((answer) => (
        <button
          type="button"
          class="chip"
          key={answer}
          aria-label={`${label}: ${answer}`}
          data-testid={`${name}-${answer}`}
          onClick={() => onChoose(answer)}
        >
          {answer}
        </button>
      ))}
    </p>
  )
}

function VehicleFields({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.means
  const asked = vehicleQuestions(draft.means)
  const start = plateStart(draft, form.areas)
  // The rest is typed behind it, in the same box.
  const begin = (plate: string) => {
    change({ plate })
    document.getElementById('plate')?.focus()
  }
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
        >
          {form.mode === 'live' && draft.plate === '' && start !== '' && (
            <Chips name="plate" label={words.plate} answers={[start]} onChoose={begin} />
          )}
        </TextField>
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
          {form.mode === 'live' && draft.personsAboard === '' && (
            <Chips name="persons" label={words.personsAboard} answers={FEW} onChoose={(personsAboard) => change({ personsAboard })} />
          )}
        </TextField>
      )}
    </>
  )
}
