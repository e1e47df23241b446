import type { AreaRow, AreaTable } from '../../shared/areas/area-table.ts'
import { isPlaceCode, type PlaceCode, parsePlaceCode } from '../../shared/areas/place.ts'
import { countryOptions } from './countries.ts'
import { type FieldProps, GroupFrame } from './field-frame.tsx'
import { PlainPlace } from './plain-place.tsx'

interface PlacePickerProps {
  readonly field: FieldProps
  /** The finest place chosen so far, as a place code; empty before anything is chosen. */
  readonly value: string
  readonly onChange: (place: string) => void
  /** Countries besides provinces: for where one has been, not for where one lives. */
  readonly reach: 'province' | 'world'
  /** Industrial parks and other sites of the installation may be chosen below the commune. */
  readonly sites?: 'offered'
}

/** Three native lists, each shorter for the one before: they work with any finger, keyboard or screen reader. */
export function PlacePicker(props: PlacePickerProps) {
  const { field, value, onChange, reach, sites } = props
  const { form, name } = field
  const texts = form.texts.place
  if (form.mode === 'plain') return <PlainPlace field={field} value={value} reach={reach} />
  const countries =
    reach === 'world' ? { label: texts.abroad, options: countryOptions(form.language).filter(({ value: code }) => code !== 'VN') } : null
  const chosen = partsOf(value, form.areas)
  return (
    <GroupFrame field={field}>
      <div class="place">
        <Level
          id={name}
          name={`${name}.province`}
          label={texts.province}
          empty={texts.chooseProvince}
          value={chosen.province || (value.indexOf('country:') === 0 ? value : '')}
          rows={provinceRows(form.areas)}
          countries={countries}
          onChange={onChange}
        />
        {finerLevels(props, chosen).map((level) => (level.rows.length > 0 ? <Level key={level.id} {...level} /> : null))}
        {sites && <SiteLevel {...props} />}
      </div>
    </GroupFrame>
  )
}

function finerLevels({ field: { form, name }, onChange }: PlacePickerProps, { province, district, commune }: PlaceParts): readonly LevelProps[] {
  const texts = form.texts.place
  return [
    {
      id: `${name}-district`,
      name: `${name}.district`,
      label: texts.district,
      empty: texts.chooseDistrict,
      value: district,
      rows: province ? areasBelow(province, form.areas) : [],
      countries: null,
      onChange: (next) => onChange(next || province),
    },
    {
      id: `${name}-commune`,
      name: `${name}.commune`,
      label: texts.commune,
      empty: texts.chooseCommune,
      value: commune,
      rows: district ? areasBelow(district, form.areas) : [],
      countries: null,
      onChange: (next) => onChange(next || district),
    },
  ]
}

/** Shown where the chosen province has any. */
function SiteLevel({ field: { form, name }, value, onChange }: PlacePickerProps) {
  const texts = form.texts.place
  const { province, district, commune, site } = partsOf(value, form.areas)
  const rows = province ? form.site.sites.filter((one) => form.areas.lineage(one.place).includes(province)) : []
  if (rows.length === 0) return null
  return (
    <Level
      id={`${name}-site`}
      name={`${name}.site`}
      label={`${texts.site} ${form.texts.nav.optional}`}
      empty={texts.noSite}
      value={site}
      rows={rows}
      countries={null}
      onChange={(next) => onChange(next || commune || district || province)}
    />
  )
}

interface LevelProps {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly empty: string
  readonly value: string
  readonly rows: readonly Pick<AreaRow, 'place' | 'name'>[]
  readonly countries: { readonly label: string; readonly options: readonly { readonly value: string; readonly label: string }[] } | null
  readonly onChange: (value: string) => void
}

function Level({ id, name, label, empty, value, rows, countries, onChange }: LevelProps) {
  return (
    <div>
      <label class="sub-label" for={id}>
        {label}
      </label>
      <select class="input" id={id} name={name} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{empty}</option>
        {rows.map((row) => (
          <option key={row.place} value={row.place}>
            {row.name}
          </option>
        ))}
        {countries && (
          <optgroup label={countries.label}>
            {countries.options.map((option) => (
              <option key={option.value} value={`country:${option.value}`}>
                {option.label}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </div>
  )
}

interface PlaceParts {
  readonly province: PlaceCode | ''
  readonly district: PlaceCode | ''
  readonly commune: PlaceCode | ''
  readonly site: PlaceCode | ''
}

/** The chain of choices that leads to a place. A province without districts has its communes right below. */
export function partsOf(value: string, areas: AreaTable): PlaceParts {
  const line = isPlaceCode(value) ? areas.lineage(value) : []
  const at = (level: string) => line.find((place) => levelOf(place) === level) ?? ''
  return { province: at('province'), district: at('district'), commune: at('commune'), site: at('site') }
}

function levelOf(place: PlaceCode): string {
  const parsed = parsePlaceCode(place)
  return parsed?.kind === 'area' ? parsed.level : (parsed?.kind ?? '')
}

const collator = new Intl.Collator('vi')

/** Bare names, so that typing "q" in the list finds Quảng Ninh. */
function provinceRows(areas: AreaTable): readonly AreaRow[] {
  const rows = areas.provinces('2021').map((row) => ({ ...row, name: bareName(row.name) }))
  return rows.sort((a, b) => collator.compare(a.name, b.name))
}

function areasBelow(place: PlaceCode, areas: AreaTable): readonly AreaRow[] {
  const below = areas.children(place).filter((row) => parsePlaceCode(row.place)?.kind === 'area')
  return [...below].sort((a, b) => collator.compare(bareName(a.name), bareName(b.name)))
}

/** Sorted by the name itself: people look for "Hạ Long", not for "Thành phố". */
export function bareName(name: string): string {
  return name.replace(/^(Thành phố|Tỉnh|Quận|Huyện|Thị xã|Phường|Xã|Thị trấn|Đặc khu) /, '')
}
