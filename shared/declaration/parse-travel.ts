import type { AreaTable } from '../areas/area-table.ts'
import { ok } from '../result.ts'
import { andThen, type Checked, every, fault, map, together } from './checked.ts'
import type { Cargo, Travel } from './claims.ts'
import { LIMITS } from './declaration.ts'
import type { CargoInput, TravelInput } from './declaration-input.ts'
import { isPlate, normalisePlate } from './normalise-plate.ts'
import { noTwice } from './parse-health.ts'
import { checkPlace } from './parse-place.ts'
import { MEANS_WITH_PLATE, type MeansOfTravel, OWN_VEHICLES } from './vocabulary.ts'

/** Boats and unusual vehicles may carry a registration; on these nobody has one to give. */
const MEANS_WITHOUT_PLATE: readonly MeansOfTravel[] = ['on-foot', 'bicycle', 'train', 'plane']

export function checkTravel(travel: TravelInput): Checked<Travel> {
  const { means } = travel
  const parts = together({
    personsAboard: checkPersons(travel),
    plate: checkPlate(travel.plate ?? '', means),
    trailerPlate: checkTrailerPlate(travel),
  })
  return map(parts, ({ personsAboard, plate, trailerPlate }) => ({
    means,
    personsAboard,
    ...(plate === null ? {} : { plate }),
    ...(trailerPlate === null ? {} : { trailerPlate }),
  }))
}

export function checkCargo(cargo: CargoInput, areas: AreaTable): Checked<Cargo> {
  return together({
    class: ok(cargo.class),
    origin: checkPlace(cargo.origin, 'cargo.origin', areas),
    via: andThen(noTwice(cargo.via ?? [], 'cargo.via'), (via) => every(via.map((place, index) => checkPlace(place, `cargo.via.${index}`, areas)))),
  })
}

/** A passenger cannot know how many ride along: left open, the number is the traveller alone. One's own vehicle needs it. */
function checkPersons({ means, personsAboard: given }: TravelInput): Checked<number> {
  const path = 'travel.personsAboard'
  const personsAboard = given ?? (OWN_VEHICLES.includes(means) ? 0 : 1)
  const isCount = Number.isInteger(personsAboard) && personsAboard >= 1 && personsAboard <= LIMITS.personsAboard
  if (!isCount) return fault(path, 'persons-aboard', { max: LIMITS.personsAboard })
  return means === 'on-foot' && personsAboard !== 1 ? fault(path, 'on-foot-alone') : ok(personsAboard)
}

function checkPlate(text: string, means: MeansOfTravel): Checked<string | null> {
  const path = 'travel.plate'
  if (text.trim() === '') return OWN_VEHICLES.includes(means) ? fault(path, 'plate-required') : ok(null)
  return MEANS_WITHOUT_PLATE.includes(means) ? fault(path, 'plate-unexpected') : checkPlateText(text, path)
}

/** Only what has a plate itself can pull something that has one. */
function checkTrailerPlate({ means, plate, trailerPlate }: TravelInput): Checked<string | null> {
  const path = 'travel.trailerPlate'
  const text = trailerPlate ?? ''
  if (text.trim() === '') return ok(null)
  if (!MEANS_WITH_PLATE.includes(means)) return fault(path, 'plate-unexpected')
  return andThen(checkPlateText(text, path), (trailer) => (trailer === normalisePlate(plate ?? '') ? fault(path, 'trailer-same-plate') : ok(trailer)))
}

function checkPlateText(text: string, path: string): Checked<string> {
  const plate = text.length > 40 ? '' : normalisePlate(text)
  return isPlate(plate) ? ok(plate) : fault(path, 'plate-format')
}
