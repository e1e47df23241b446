import { LIMITS } from '../../shared/declaration/declaration.ts'
import { ActButton } from '../form/act-button.tsx'
import { RadioField } from '../form/choice-field.tsx'
import type { StepProps } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'
import { PlacePicker } from '../form/place-picker.tsx'

/** What is asked of whoever brings goods. */
export function CargoFields({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.purpose
  const via = draft.cargoVia
  return (
    <div class="inset">
      <RadioField
        field={{ form, name: 'cargo', label: words.cargo }}
        value={draft.cargo}
        options={optionsOf(texts.vocabulary.cargo)}
        onChange={(cargo) => change({ cargo })}
      />
      <PlacePicker
        field={{ form, name: 'cargoOrigin', label: words.cargoOrigin }}
        value={draft.cargoOrigin}
        reach="world"
        onChange={(cargoOrigin) => change({ cargoOrigin })}
      />
      {via.map((place, index) => (
        <div key={index}>
          <PlacePicker
            field={{ form, name: `cargoVia.${index}`, label: words.cargoVia, need: 'optional' }}
            value={place}
            reach="world"
            onChange={(next) => change({ cargoVia: via.map((old, at) => (at === index ? next : old)) })}
          />
          <ActButton form={form} act={`remove-via:${index}`} look="plain">
            {texts.nav.remove}
          </ActButton>
        </div>
      ))}
      {via.length < LIMITS.cargoVia && (
        <ActButton form={form} act="add-via" look="quick">
          + {words.addVia}
        </ActButton>
      )}
    </div>
  )
}
