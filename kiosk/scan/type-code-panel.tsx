import { useRef, useState } from 'preact/hooks'
import { parseShortCode } from '../../shared/credential/short-code.ts'
import type { Kiosk } from '../kiosk.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Panel } from '../ui/panel.tsx'

/** The way without a camera: paste, type, or a scanner into the box. */
export function TypeCodePanel({ kiosk, onClose }: { readonly kiosk: Kiosk; readonly onClose: () => void }) {
  const box = useRef<HTMLTextAreaElement>(null)
  const [isShort, setIsShort] = useState(false)
  const submit = (): void => {
    const text = box.current?.value.trim() ?? ''
    if (text === '') return
    // Nine letters prove nothing off line, and nothing here asks the server: no record, but the two ways that are open.
    const short = parseShortCode(text).ok
    setIsShort(short)
    if (short) return
    onClose()
    void kiosk.scans.code(text)
  }
  return (
    <Panel title={t('typeCode')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <label class="field">
          <span>{t('typeLabel')}</span>
          <textarea
            ref={box}
            rows={4}
            maxLength={4000}
            data-testid="manual-code"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              submit()
            }}
          />
        </label>
        <p class="soft">{t('typeHelp')}</p>
        <p class="problem" role="alert" data-testid="manual-problem">
          {isShort && t('typeShortCode')}
        </p>
        <div class="panel-actions">
          <button type="button" class="button" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" class="button primary" data-testid="manual-check">
            {t('check')}
          </button>
        </div>
      </form>
    </Panel>
  )
}
