import { useEffect } from 'preact/hooks'
import { isPlaceCode } from '../../shared/areas/place.ts'
import { likelyPlace } from '../draft/acts.ts'
import { destinationDefaults } from '../draft/trip-defaults.ts'
import { ActButton } from '../form/act-button.tsx'
import { RadioField } from '../form/choice-field.tsx'
import type { StepProps } from '../form/form.ts'
import { placeName } from '../form/place-name.ts'
import { PlacePicker } from '../form/place-picker.tsx'
import { TextField } from '../form/text-field.tsx'
import { fill } from '../texts/fill.ts'

/** Where the trip leads, where the nights are spent, and whether one could be isolated there. */
export function DestinationStep({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.destination
  useEffect(() => change(destinationDefaults(draft, form)), [])
  return (
    <>
      <DestinationField form={form} />
      <RadioField
        field={{ form, name: 'stayAt', label: words.stay }}
        value={draft.stayAt}
        options={[
          { value: 'home', label: words.stayHome },
          { value: 'elsewhere', label: words.stayElsewhere },
          { value: 'none', label: words.stayNone },
        ]}
        onChange={(stayAt) => change({ stayAt: stayAt === 'home' || stayAt === 'elsewhere' ? stayAt : 'none' })}
      />
      {draft.stayAt === 'elsewhere' && (
        <div class="inset">
          <PlacePicker
            field={{ form, name: 'stayPlace', label: words.stayPlace }}
            value={draft.stayPlace}
            reach="province"
            onChange={(stayPlace) => change({ stayPlace })}
          />
          <TextField
            field={{ form, name: 'stayAddress', label: words.stayAddress, need: 'optional' }}
            value={draft.stayAddress}
            onInput={(stayAddress) => change({ stayAddress })}
          />
        </div>
      )}
      <RadioField
        field={{ form, name: 'homePossible', label: words.home, hint: words.homeHint }}
        value={draft.homePossible}
        options={[
          { value: 'yes', label: words.homeYes },
          { value: 'no', label: words.homeNo },
        ]}
        onChange={(homePossible) => change({ homePossible })}
      />
    </>
  )
}

/** Most people go home or to where they will stay: one tap says so. */
function DestinationField({ form }: StepProps) {
  const { draft, change, texts } = form
  const likely = likelyPlace(draft)
  const offered = isPlaceCode(likely) && likely.indexOf('country:') !== 0 && likely !== draft.destination
  return (
    <>
      <PlacePicker
        field={{ form, name: 'destination', label: texts.destination.destination }}
        value={draft.destination}
        reach="world"
        onChange={(destination) => change({ destination })}
      />
      {offered && (
        <ActButton form={form} act="go-home" look="quick" testId="destination-home">
          {fill(texts.destination.goTo, { place: placeName(likely, form) })}
        </ActButton>
      )}
    </>
  )
}
