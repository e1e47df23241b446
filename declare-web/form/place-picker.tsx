import type { FieldProps } from './field-frame.tsx'
import { PlaceSearch } from './place-search.tsx'
import { PlainPlace } from './plain-place.tsx'

interface PlacePickerProps {
  readonly field: FieldProps
  /** As a place code; empty before anything is chosen. */
  readonly value: string
  readonly onChange: (place: string) => void
  /** Countries besides provinces: for where one has been, not for where one lives. */
  readonly reach: 'province' | 'world'
}

/** A place is found by its name: as one types, or where no script runs by a button and a page of answers. */
export function PlacePicker({ field, value, onChange, reach }: PlacePickerProps) {
  if (import.meta.env.SSR && field.form.mode === 'plain') return <PlainPlace field={field} value={value} reach={reach} />
  return <PlaceSearch field={field} value={value} reach={reach} onChange={onChange} />
}
