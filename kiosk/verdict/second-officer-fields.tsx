import { bundle, officer } from '../kiosk-state.ts'
import { t } from '../texts/kiosk-texts.ts'

export interface SecondOfficer {
  readonly officer: string
  readonly pin: string
}

/** Another officer of this checkpoint, on the spot, with their own PIN. */
export function SecondOfficerFields({ value, onChange }: { readonly value: SecondOfficer; readonly onChange: (value: SecondOfficer) => void }) {
  const others = (bundle.value?.held.parts.officers.officers ?? []).filter(({ id }) => id !== officer.value)
  return (
    <fieldset class="second-officer">
      <legend>{t('secondOfficer')}</legend>
      <p class="soft">{t('secondOfficerHelp')}</p>
      <label class="field">
        <span>{t('secondOfficerName')}</span>
        <select
          value={value.officer}
          data-testid="second-officer"
          onChange={({ currentTarget }) => onChange({ ...value, officer: currentTarget.value })}
        >
          <option value="">{t('pickName')}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{t('secondOfficerPin')}</span>
        <input
          type="password"
          inputmode="numeric"
          autocomplete="off"
          maxLength={8}
          value={value.pin}
          data-testid="second-pin"
          onInput={({ currentTarget }) => onChange({ ...value, pin: currentTarget.value })}
        />
      </label>
    </fieldset>
  )
}
