export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
}

interface ChoicesProps<T extends string> {
  readonly legend: string
  readonly choices: readonly Choice<T>[]
  readonly chosen: readonly T[]
  readonly testId: string
  readonly onPress: (value: T) => void
}

/** Large buttons, one tap each; pressed ones say so to everybody. */
export function Choices<T extends string>({ legend, choices, chosen, testId, onPress }: ChoicesProps<T>) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      <div class="choices-row">
        {choices.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            class="choice"
            aria-pressed={chosen.includes(value)}
            data-testid={`${testId}-${value}`}
            onClick={() => onPress(value)}
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
