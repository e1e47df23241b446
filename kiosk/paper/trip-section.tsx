import { useState } from 'preact/hooks'
import { MEANS_WITH_PLATE, type MeansOfTravel, OWN_VEHICLES, type Purpose } from '../../shared/declaration/vocabulary.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Stepper } from '../ui/stepper.tsx'
import { Choices } from './choices.tsx'
import type { SectionProps } from './form-section.tsx'
import { TextField } from './person-section.tsx'
import { PlaceField, shortPlaceName } from './place-field.tsx'

/** What people at a road checkpoint answer; the rest of the vocabulary is rare enough for `other`. */
const PURPOSES = ['return-home', 'work', 'goods', 'medical', 'family', 'transit', 'other'] as const satisfies readonly Purpose[]
const MEANS = ['motorbike', 'on-foot', 'bicycle', 'car', 'coach', 'truck', 'boat'] as const satisfies readonly MeansOfTravel[]
const MOST_ABOARD = 60

export function TripSection({ input, wrong, bundle, onChange }: SectionProps) {
  const { means, purpose } = input
  return (
    <section class="form-section">
      <h3>{t('formTrip')}</h3>
      <Destination {...{ input, bundle, onChange }} />
      <Choices
        legend={t('formPurpose')}
        choices={PURPOSES.map((value) => ({ value, label: t(`purpose-${value}`) }))}
        chosen={PURPOSES.filter((each) => each === purpose)}
        testId="form-purpose"
        onPress={(value) => onChange({ purpose: value })}
      />
      <Choices
        legend={t('formMeans')}
        choices={MEANS.map((value) => ({ value, label: t(`means-${value}`) }))}
        chosen={MEANS.filter((each) => each === means)}
        testId="form-means"
        onPress={(value) => onChange({ means: value })}
      />
      {means !== null && MEANS_WITH_PLATE.includes(means) && (
        <TextField
          label={t('formPlate')}
          value={input.plate}
          testId="form-plate"
          isWrong={wrong.includes('plate')}
          onChange={(plate) => onChange({ plate })}
        />
      )}
      {means !== null && OWN_VEHICLES.includes(means) && (
        <Stepper
          label={t('formPersons')}
          value={input.persons}
          atLeast={1}
          atMost={MOST_ABOARD}
          testId="form-persons"
          onChange={(persons) => onChange({ persons })}
        />
      )}
    </section>
  )
}

function Destination({ input, bundle, onChange }: Pick<SectionProps, 'input' | 'bundle' | 'onChange'>) {
  const [changing, setChanging] = useState(false)
  const here = bundle.held.parts.checkpoint.place
  const known = [...new Set([here, ...(input.destination === null ? [] : [input.destination])])]
  return (
    <>
      <Choices
        legend={t('formDestination')}
        choices={[
          ...known.map((value) => ({ value: String(value), label: shortPlaceName(value, bundle) })),
          { value: CHANGE, label: t('formChange') },
        ]}
        chosen={input.destination === null ? [] : [input.destination]}
        testId="form-destination"
        onPress={(value) => {
          const place = known.find((each) => each === value)
          setChanging(place === undefined)
          if (place !== undefined) onChange({ destination: place })
        }}
      />
      {changing && (
        <PlaceField
          bundle={bundle}
          label={t('formDestinationPlace')}
          testId="form-destination-place"
          onChoose={(destination) => {
            setChanging(false)
            onChange({ destination })
          }}
        />
      )}
    </>
  )
}

const CHANGE = 'change'
