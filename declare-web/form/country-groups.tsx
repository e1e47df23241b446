import type { Form } from './form.ts'
import type { Option } from './option.ts'

const HEADINGS = {
  vi: { usual: 'Việt Nam, các nước gần và thường gặp', others: 'Các nước khác, theo vần' },
  en: { usual: 'Vietnam, neighbours and usual countries', others: 'Other countries, in alphabetical order' },
}

interface CountryGroupsProps {
  readonly form: Form
  readonly options: readonly Option[]
}

/** Where no script runs a long list cannot be searched, and without a heading nobody sees that its alphabet begins a second time. */
export function CountryGroups({ form, options }: CountryGroupsProps) {
  const usual = Object.keys(form.texts.countries).length
  const words = HEADINGS[form.language]
  return (
    <>
      <optgroup label={words.usual}>{options.slice(0, usual).map(countryOption)}</optgroup>
      <optgroup label={words.others}>{options.slice(usual).map(countryOption)}</optgroup>
    </>
  )
}

function countryOption({ value, label }: Option) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  )
}
