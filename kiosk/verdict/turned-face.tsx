import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Language, Texts } from '../../shared/checkpoints/checkpoint.ts'
import { UNKNOWN_COUNTRY } from '../../shared/documents/foreign-document.ts'
import type { Reason } from '../../shared/rules/verdict.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { holderOf, readingToShow } from '../scan/presented.ts'
import { t } from '../texts/kiosk-texts.ts'
import { TRAVELLER_WORDS, travellerDuty } from '../texts/traveller-words.ts'
import { OutcomeIcon } from '../ui/icons.tsx'

export interface TurnedFaceProps {
  readonly view: PassageView
  readonly onClose: () => void
}

/** For the person on the other side of a tablet that lies between the two: upside down to the officer, no name on it. */
export function TurnedFace({ view, onClose }: TurnedFaceProps) {
  const { verdict } = view
  const dialog = useRef<HTMLDialogElement>(null)
  const [language, setLanguage] = useState<Language>(languageOf(view))
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const say = (texts: Texts): string => texts[language]
  const [first, ...others]: readonly Reason[] = verdict.reasons
  const duties = verdict.duties.flatMap((duty) => travellerDuty(duty) ?? [])
  return (
    <dialog ref={dialog} class="turned" data-testid="turned-face" data-outcome={verdict.outcome} aria-label={t('turnedTitle')} onClose={onClose}>
      <div class="turned-words" lang={language}>
        <div class="turned-head">
          <OutcomeIcon outcome={verdict.outcome} />
          <TurnedLanguages language={language} onChange={setLanguage} />
        </div>
        <h2 data-testid="turned-word">{say(TRAVELLER_WORDS[verdict.outcome])}</h2>
        {first && verdict.outcome !== 'admit' && <p class="turned-reason">{say(first.travellerText)}</p>}
        {first?.law && verdict.outcome !== 'admit' && (
          <p class="turned-law">
            {first.law.clause}, {say(first.law.document)}
          </p>
        )}
        {duties.length > 0 && (
          <ul class="turned-duties">
            {duties.map((duty) => (
              <li key={duty.vi}>{say(duty)}</li>
            ))}
          </ul>
        )}
        {verdict.outcome !== 'admit' && others.length > 0 && (
          <ul class="turned-others">
            {others.map((reason) => (
              <li key={reason.ruleId}>{say(reason.travellerText)}</li>
            ))}
          </ul>
        )}
      </div>
      <button type="button" class="button big turned-back" data-testid="turned-back" onClick={onClose}>
        {t('turnBackFace')}
      </button>
    </dialog>
  )
}

function TurnedLanguages({ language, onChange }: { readonly language: Language; readonly onChange: (language: Language) => void }) {
  return (
    <div class="turned-languages">
      {LANGUAGES.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          class="button"
          lang={code}
          aria-pressed={language === code}
          data-testid={`turned-${code}`}
          onClick={() => onChange(code)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}

const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'vi', name: 'Tiếng Việt' },
  { code: 'en', name: 'English' },
]

/** By the nationality declared; who reads neither has an officer in front of them. */
function languageOf(view: PassageView): Language {
  const nationality = holderOf(readingToShow(view))?.nationality ?? UNKNOWN_COUNTRY
  return nationality === 'VN' || nationality === UNKNOWN_COUNTRY ? 'vi' : 'en'
}
