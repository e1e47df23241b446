export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
}

/** One option for each code of a closed list, in the list's order. */
export function optionsOf<C extends string>(codes: readonly C[], labels: Record<C, string>): readonly Option[] {
  return codes.map((code) => ({ value: code, label: labels[code] }))
}
