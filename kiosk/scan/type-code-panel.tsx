import type { RefObject } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { canonicalCrockford, isCrockford } from '../../shared/credential/crockford.ts'
import { parseShortCode } from '../../shared/credential/short-code.ts'
import type { Kiosk } from '../kiosk.ts'
import { type TextKey, t } from '../texts/kiosk-texts.ts'
import { Panel } from '../ui/panel.tsx'
import type { ShortCodeProblem } from './ask-short-code.ts'

type Problem = ShortCodeProblem | 'asking' | 'typo' | 'length'

const PROBLEMS: Record<Problem, TextKey> = {
  asking: 'shortCodeAsking',
  offline: 'typeShortCode',
  unknown: 'shortCodeUnknown',
  'too-many': 'shortCodeTooMany',
  typo: 'shortCodeTypo',
  length: 'shortCodeLength',
}

/** The way without a camera: paste, type, or a scanner into the box. */
export function TypeCodePanel({ kiosk, onClose }: { readonly kiosk: Kiosk; readonly onClose: () => void }) {
  const box = useRef<HTMLTextAreaElement>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  // Nine letters prove nothing by themselves: the server opens them, and off line there are two other ways.
  const ask = async (code: string): Promise<void> => {
    if (problem === 'asking') return
    setProblem('asking')
    const failed = await kiosk.shortCode(code)
    setProblem(failed)
    if (failed === null) onClose()
  }
  const submit = (): void => {
    const text = box.current?.value.trim() ?? ''
    if (text === '') return
    const short = readShortCode(text)
    if (short === 'whole') return void ask(text)
    if (short !== 'none') setProblem(short)
    else {
      onClose()
      void kiosk.scans.code(text)
    }
  }
  return (
    <Panel title={t('typeCode')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <CodeBox box={box} onEnter={submit} />
        <p class="soft">{t('typeHelp')}</p>
        <p class="problem" role="alert" data-testid="manual-problem">
          {problem && t(PROBLEMS[problem])}
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

/** A slip of the finger is said in the field: it must neither ask the server nor become a record. */
function readShortCode(text: string): 'whole' | 'typo' | 'length' | 'none' {
  const parsed = parseShortCode(text)
  if (parsed.ok) return 'whole'
  const letters = canonicalCrockford(text)
  if (!isCrockford(letters) || letters.length < 7 || letters.length > 11) return 'none'
  return parsed.error === 'check' ? 'typo' : 'length'
}

function CodeBox({ box, onEnter }: { readonly box: RefObject<HTMLTextAreaElement | null>; readonly onEnter: () => void }) {
  return (
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
          onEnter()
        }}
      />
    </label>
  )
}
