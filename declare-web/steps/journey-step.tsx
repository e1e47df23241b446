import { isPlaceCode } from '../../shared/areas/place.ts'
import { LIMITS } from '../../shared/declaration/declaration.ts'
import { CARGO_CLASSES, MEANS_OF_TRAVEL, PURPOSES, SECTORS } from '../../shared/declaration/vocabulary.ts'
import { vehicleQuestions } from '../draft/draft-to-input.ts'
import type { StepProps } from '../form/form.ts'
import { optionsOf } from '../form/option.ts'
import { placeName } from '../form/place-name.ts'
import { PlacePicker } from '../form/place-picker.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { fill } from '../texts/fill.ts'

export function JourneyStep({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.journey
  return (
    <>
      <SelectField
        field={{ form, name: 'purpose', label: words.purpose }}
        value={draft.purpose}
        options={optionsOf(PURPOSES, texts.vocabulary.purpose)}
        empty={texts.nav.choose}
        onChange={(purpose) => change({ purpose })}
      />
      {draft.purpose === 'goods' && <CargoFields form={form} />}
      <DestinationField form={form} />
      <SelectField
        field={{ form, name: 'means', label: words.means }}
        value={draft.means}
        options={optionsOf(MEANS_OF_TRAVEL, texts.vocabulary.means)}
        empty={texts.nav.choose}
        onChange={(means) => change({ means })}
      />
      <VehicleFields form={form} />
      <SelectField
        field={{ form, name: 'sector', label: words.sector }}
        value={draft.sector}
        options={optionsOf(SECTORS, texts.vocabulary.sector)}
        empty={texts.nav.choose}
        onChange={(sector) => change({ sector })}
      />
      <TextField
        field={{ form, name: 'employer', label: words.employer, need: 'optional' }}
        value={draft.employer}
        autocomplete="organization"
        onInput={(employer) => change({ employer })}
      />
    </>
  )
}

/** Most people go home or to where they will stay: one tap says so. */
function DestinationField({ form }: StepProps) {
  const { draft, change, texts } = form
  const likely = draft.stayAt === 'elsewhere' ? draft.stayPlace : draft.permanentPlace
  const offered = isPlaceCode(likely) && likely.indexOf('country:') !== 0 && likely !== draft.destination
  return (
    <>
      <PlacePicker
        field={{ form, name: 'destination', label: texts.journey.destination }}
        value={draft.destination}
        reach="world"
        sites="offered"
        onChange={(destination) => change({ destination })}
      />
      {offered && (
        <button type="button" class="quick" data-testid="destination-home" onClick={() => change({ destination: likely })}>
          {fill(texts.journey.goTo, { place: placeName(likely, form) })}
        </button>
      )}
    </>
  )
}

function VehicleFields({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.journey
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
        />
      )}
    </>
  )
}

function CargoFields({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.journey
  const via = draft.cargoVia
  return (
    <div class="inset">
      <SelectField
        field={{ form, name: 'cargo', label: words.cargo }}
        value={draft.cargo}
        options={optionsOf(CARGO_CLASSES, texts.vocabulary.cargo)}
        empty={texts.nav.choose}
        onChange={(cargo) => change({ cargo })}
      />
      <PlacePicker
        field={{ form, name: 'cargoOrigin', label: words.cargoOrigin }}
        value={draft.cargoOrigin}
        reach="world"
        sites="offered"
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
          <button type="button" class="plain" onClick={() => change({ cargoVia: via.filter((_, at) => at !== index) })}>
            {texts.nav.remove}
          </button>
        </div>
      ))}
      {via.length < LIMITS.cargoVia && (
        <button type="button" class="quick" onClick={() => change({ cargoVia: [...via, ''] })}>
          + {words.addVia}
        </button>
      )}
    </div>
  )
}
