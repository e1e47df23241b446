import { fill } from '../texts/fill.ts'
import { Choice } from './choice-field.tsx'
import { type FieldProps, GroupFrame } from './field-frame.tsx'
import { placeName } from './place-name.ts'

interface PlainPlaceProps {
  readonly field: FieldProps
  readonly value: string
  readonly reach: 'province' | 'world'
}

/** A place without JavaScript: write, press "find", choose. What was chosen before stays chosen. */
export function PlainPlace({ field, value, reach }: PlainPlaceProps) {
  const { form, name } = field
  const words = form.texts.place
  const asked = form.plain?.searches[name] ?? ''
  const found = asked === '' ? [] : (form.plain?.find(asked, reach) ?? [])
  const chosen = value === '' || found.some((place) => place.value === value) ? [] : [{ value, label: placeName(value, form), within: '' }]
  const options = [...chosen, ...found]
  return (
    <GroupFrame field={field}>
      {options.length > 0 && (
        <div class="choices">
          {options.map((place, index) => (
            <Choice
              key={place.value}
              type="radio"
              id={index === 0 ? `${name}-found` : `${name}-${place.value}`}
              name={name}
              option={place.within === '' ? place : { ...place, hint: place.within }}
              checked={place.value === value}
              onChange={() => undefined}
            />
          ))}
        </div>
      )}
      {asked !== '' && found.length === 0 && <p class="notice warn">{fill(words.notFound, { query: asked })}</p>}
      <label class="sub-label" for={name}>
        {options.length > 0 ? words.searchAgain : words.search}
      </label>
      <div class="find">
        <input class="input" id={name} name={`${name}.search`} type="text" value={asked} autocomplete="off" />
        <button type="submit" class="button" name="go" value={`find:${name}`}>
          {words.find}
        </button>
      </div>
      <p class="hint">{words.searchHint}</p>
    </GroupFrame>
  )
}
