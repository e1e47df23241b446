import { useState } from 'preact/hooks'
import type { PlaceCode } from '../../shared/areas/place.ts'
import { MEANS_WITH_PLATE, type MeansOfTravel, OWN_VEHICLES, type Purpose, type Sector } from '../../shared/declaration/vocabulary.ts'
import { paperText } from '../texts/paper-texts.ts'
import { shortPlaceName } from '../ui/place-names.ts'
import { Stepper } from '../ui/stepper.tsx'
import { Choices } from './choices.tsx'
import type { SectionProps } from './form-section.tsx'
import { TextField } from './person-section.tsx'
import { PlaceField } from './place-field.tsx'

/** What people at a road checkpoint answer; the rest of the vocabulary is rare enough for `other`. */
const PURPOSES = ['return-home', 'work', 'goods', 'medical', 'family', 'transit', 'other'] as const satisfies readonly Purpose[]
const MEANS = ['motorbike', 'on-foot', 'bicycle', 'car', 'coach', 'truck', 'boat'] as const satisfies readonly MeansOfTravel[]
const SECTORS = [
  'none',
  'retired',
  'agriculture',
  'trade-services',
  'manufacturing',
  'coal',
  'transport',
  'student',
  'other',
] as const satisfies readonly Sector[]
const MOST_ABOARD = 60

export function TripSection({ input, wrong, bundle, onChange }: SectionProps) {
  const { purpose } = input
  return (
    <section class="form-section">
      <h3>{paperText('formTrip')}</h3>
      <PlaceChoice
        legend={paperText('formDestination')}
        label={paperText('formDestinationPlace')}
        bundle={bundle}
        chosen={input.destination}
        testId="form-destination"
        onChoose={(destination) => onChange({ destination })}
      />
      <PlaceChoice
        legend={paperText('formResidence')}
        label={paperText('formResidencePlace')}
        bundle={bundle}
        chosen={input.residence}
        testId="form-residence"
        onChoose={(residence) => onChange({ residence })}
      />
      <Choices
        legend={paperText('formPurpose')}
        choices={PURPOSES.map((value) => ({ value, label: paperText(`purpose-${value}`) }))}
        chosen={PURPOSES.filter((each) => each === purpose)}
        testId="form-purpose"
        onPress={(value) => onChange({ purpose: value })}
      />
      <Choices
        legend={paperText('formSector')}
        choices={SECTORS.map((value) => ({ value, label: paperText(`sector-${value}`) }))}
        chosen={SECTORS.filter((each) => each === input.sector)}
        testId="form-sector"
        onPress={(value) => onChange({ sector: value })}
      />
      <VehicleFields {...{ input, wrong, onChange }} />
    </section>
  )
}

function VehicleFields({ input, wrong, onChange }: Pick<SectionProps, 'input' | 'wrong' | 'onChange'>) {
  const { means } = input
  return (
    <>
      <Choices
        legend={paperText('formMeans')}
        choices={MEANS.map((value) => ({ value, label: paperText(`means-${value}`) }))}
        chosen={MEANS.filter((each) => each === means)}
        testId="form-means"
        onPress={(value) => onChange({ means: value })}
      />
      {means !== null && MEANS_WITH_PLATE.includes(means) && (
        <TextField
          label={paperText('formPlate')}
          value={input.plate}
          testId="form-plate"
          fault={wrong.includes('plate') ? 'plate' : null}
          onChange={(plate) => onChange({ plate })}
        />
      )}
      {means !== null && OWN_VEHICLES.includes(means) && (
        <Stepper
          label={paperText('formPersons')}
          value={input.persons}
          atLeast={1}
          atMost={MOST_ABOARD}
          testId="form-persons"
          onChange={(persons) => onChange({ persons })}
        />
      )}
    </>
  )
}

interface PlaceChoiceProps extends Pick<SectionProps, 'bundle'> {
  readonly legend: string
  readonly label: string
  readonly chosen: PlaceCode | null
  readonly testId: string
  readonly onChoose: (place: PlaceCode) => void
}

/** Here by one tap, elsewhere by a search. */
function PlaceChoice({ legend, label, bundle, chosen, testId, onChoose }: PlaceChoiceProps) {
  const [searching, setSearching] = useState(false)
  const here = bundle.held.parts.checkpoint.place
  const known = [...new Set([here, ...(chosen === null ? [] : [chosen])])]
  const choose = (place: PlaceCode): void => {
    setSearching(false)
    onChoose(place)
  }
  return (
    <>
      <Choices
        legend={legend}
        choices={[
          ...known.map((place) => ({ value: String(place), label: shortPlaceName(place, bundle) })),
          { value: ELSEWHERE, label: paperText('formElsewhere') },
        ]}
        chosen={chosen === null ? [] : [chosen]}
        testId={testId}
        onPress={(value) => {
          const place = known.find((each) => each === value)
          if (place === undefined) setSearching(true)
          else choose(place)
        }}
      />
      {searching && <PlaceField bundle={bundle} label={label} testId={`${testId}-place`} onChoose={choose} />}
    </>
  )
}

const ELSEWHERE = 'elsewhere'
