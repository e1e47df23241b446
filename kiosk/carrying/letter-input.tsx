import type { Kiosk } from '../kiosk.ts'
import { t } from '../texts/kiosk-texts.ts'

/** Also on a tablet that is not enrolled: an envelope comes this way. */
export function LetterInput({ kiosk }: { readonly kiosk: Kiosk }) {
  const open = async (input: HTMLInputElement): Promise<void> => {
    const text = await input.files?.[0]?.text()
    // The same file may be opened again after it was refused.
    input.value = ''
    if (text !== undefined) await kiosk.carrying.take(text)
  }
  return (
    // The browser's own button would speak the browser's language, and not the tablet's.
    <label class="button file-button">
      {t('carryOpen')}
      <input
        class="hidden"
        type="file"
        accept=".chot,.json,application/json"
        data-testid="carry-open"
        onChange={(event) => void open(event.currentTarget)}
      />
    </label>
  )
}
