export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
}

/** One option for each code of a closed list, in the order of its words. */
export function optionsOf(labels: { readonly [code: string]: string }): readonly Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
