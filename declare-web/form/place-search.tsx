import { useState } from 'preact/hooks'
import { isPlaceCode, type PlaceCode } from '../../shared/areas/place.ts'
import { fill } from '../texts/fill.ts'
import { describedBy, FieldFrame, type FieldProps } from './field-frame.tsx'
import type { Form } from './form.ts'
import { liveFinder } from './live-places.ts'
import type { FoundPlace, PlaceFinder } from './place-finder.ts'
import { placeName, shortPlaceName } from './place-name.ts'
import { usualPlaces } from './usual-places.ts'

type Words = FieldProps['form']['texts']['place']

interface PlaceSearchProps {
  readonly field: FieldProps
  readonly value: string
  readonly reach: 'province' | 'world'
  readonly onChange: (place: string) => void
}

/** The frame stands still while one types: what a keystroke changes is inside. */
export function PlaceSearch(props: PlaceSearchProps) {
  return (
    <FieldFrame field={props.field}>
      <SearchBox {...props} />
    </FieldFrame>
  )
}

/** One box and a list under it, by the combobox pattern of the ARIA practices: typing, arrows, Enter and Escape, or a tap. */
function SearchBox({ field, value, reach, onChange }: PlaceSearchProps) {
  const { form, name } = field
  const words = form.texts.place
  const [query, setQuery] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const finder = useFinder(form)
  const chosen = value === '' ? '' : placeName(value, form)
  const typed = query ?? ''
  const isAsking = isOpen && typed.trim().length > 1
  const found = isAsking && finder ? finder.find(typed, reach, placeNearby(form)) : []
  const choose = (place: string) => {
    onChange(place)
    setQuery(null)
    setOpen(false)
  }
  const type = (text: string) => {
    setQuery(text)
    setOpen(true)
    setActive(0)
    if (value !== '') onChange('')
  }
  return (
    <>
      <div class="place-search">
        <input
          {...boxAttributes(field, found, active)}
          value={query ?? chosen}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => setOpen(false)}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            const pressed = keyPressed(event.key, { found, active, isAsking })
            if (pressed === null) return
            event.preventDefault()
            if (pressed.kind === 'choose') choose(pressed.place)
            else if (pressed.kind === 'move') setActive(pressed.to)
            else {
              setOpen(pressed.kind === 'open')
              setActive(0)
            }
          }}
        />
        <PlaceList name={name} found={found} active={active} label={field.label} words={words} onChoose={choose} />
        <p class={isAsking ? 'hint found-count' : 'hidden'} role="status" id={`${name}-status`}>
          {isAsking ? statusOf(found, { words, isLoaded: finder !== null, query: typed }) : ''}
        </p>
        <p class="hint" id={`${name}-about`}>
          {chosen === '' ? words.searchHint : fill(words.chosen, { place: chosen })}
        </p>
      </div>
      {value === '' && typed === '' && <UsualPlaces field={field} reach={reach} onChoose={choose} />}
    </>
  )
}

/** Home, or before that is known the checkpoint. */
function placeNearby({ draft: { permanentPlace, checkpoint }, site }: Form): PlaceCode | undefined {
  return isPlaceCode(permanentPlace) ? permanentPlace : site.checkpoints.find(({ id }) => id === checkpoint)?.place
}

/** Draws again once the table and the search are there: what was typed meanwhile is then answered. */
function useFinder(form: Form): PlaceFinder | null {
  const [, redraw] = useState(0)
  return liveFinder(form, () => redraw((count) => count + 1))
}

function boxAttributes(field: FieldProps, found: readonly FoundPlace[], active: number) {
  const { name, form } = field
  return {
    class: 'input',
    id: name,
    type: 'text',
    role: 'combobox',
    'aria-expanded': found.length > 0 ? 'true' : 'false',
    'aria-controls': `${name}-list`,
    'aria-autocomplete': 'list',
    'aria-activedescendant': found[active] ? `${name}-option-${active}` : undefined,
    'aria-describedby': `${describedBy(field) ?? ''} ${name}-about`.trim(),
    'aria-invalid': form.errorOf(name) ? 'true' : undefined,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
    enterkeyhint: 'done',
    maxLength: 80,
  } as const
}

interface PlaceListProps {
  readonly name: string
  readonly found: readonly FoundPlace[]
  readonly active: number
  readonly label: string
  readonly words: Words
  readonly onChoose: (place: string) => void
}

/** Always there, so that `aria-controls` never leads nowhere. A press keeps the focus in the box. */
function PlaceList({ name, found, active, label, words, onChoose }: PlaceListProps) {
  return (
    <div class={found.length > 0 ? 'place-list' : 'place-list empty'} id={`${name}-list`} role="listbox" aria-label={label}>
      {found.map((place, at) => (
        <button
          type="button"
          key={at}
          id={`${name}-option-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === active ? 'true' : 'false'}
          data-place={place.value}
          onMouseDown={keepFocus}
          onClick={() => onChoose(place.value)}
        >
          <strong>{place.label}</strong>
          {place.within !== '' && <span>{place.within}</span>}
          {place.via !== undefined && (
            <span class="via">{fill(place.value.indexOf('2021:') === 0 ? words.nowIn : words.onceIn, { name: place.via })}</span>
          )}
        </button>
      ))}
    </div>
  )
}

function keepFocus(event: Event): void {
  event.preventDefault()
}

/** Home and the places given already: one tap each. */
function UsualPlaces({ field, reach, onChoose }: Pick<PlaceSearchProps, 'field' | 'reach'> & { readonly onChoose: (place: string) => void }) {
  const places = usualPlaces(field.form.draft, field.name).filter((place) => reach === 'world' || place.indexOf('country:') !== 0)
  if (places.length === 0) return null
  return (
    <p class="chips">
      {places.map((place) => (
        <button type="button" class="chip" key={place} onClick={() => onChoose(place)}>
          {shortPlaceName(place, field.form)}
        </button>
      ))}
    </p>
  )
}

interface ListState {
  readonly found: readonly FoundPlace[]
  readonly active: number
  readonly isAsking: boolean
}

type Pressed =
  | { readonly kind: 'choose'; readonly place: string }
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'open' | 'close' }

/** Null: the key is the box's own. Enter never sends the page while places are shown. */
function keyPressed(key: string, { found, active, isAsking }: ListState): Pressed | null {
  const here = found[active]
  if (key === 'Escape' && isAsking) return { kind: 'close' }
  if (key === 'Enter' && isAsking) return here ? { kind: 'choose', place: here.value } : { kind: 'open' }
  if (key === 'ArrowDown') return found.length === 0 ? { kind: 'open' } : { kind: 'move', to: (active + 1) % found.length }
  if (key === 'ArrowUp' && found.length > 0) return { kind: 'move', to: (active + found.length - 1) % found.length }
  return null
}

interface StatusFacts {
  readonly words: Words
  readonly isLoaded: boolean
  readonly query: string
}

function statusOf(found: readonly FoundPlace[], { words, isLoaded, query }: StatusFacts): string {
  if (!isLoaded) return words.stillLoading
  return found.length === 0 ? fill(words.notFound, { query }) : fill(words.count, { count: found.length })
}
