import { useEffect, useMemo, useState } from 'preact/hooks'
import { CrossingStrip } from '../crossing/crossing-strip.tsx'
import type { Kiosk } from '../kiosk.ts'
import { type Notice, notice, updateReady, view } from '../kiosk-state.ts'
import type { Preferences } from '../log/kiosk-store.ts'
import { PatrolLine } from '../patrol/patrol-line.tsx'
import { PracticeFrame } from '../practice/practice-frame.tsx'
import { practice } from '../practice/running-practice.ts'
import { type TextKey, t } from '../texts/kiosk-texts.ts'
import { StatusBar } from '../ui/status-bar.tsx'
import { keepSound } from '../verdict/outcome-signal.ts'
import { VerdictScreen } from '../verdict/verdict-screen.tsx'
import { CameraView } from './camera-view.tsx'
import type { PanelName } from './panel-props.ts'
import { PANELS } from './panels.tsx'
import { ToolBar } from './tool-bar.tsx'
import { useKeyboardWedge } from './use-keyboard-wedge.ts'
import { keepAwake } from './wake-lock.ts'

export function ScanScreen({ kiosk: real, firstCamera }: { readonly kiosk: Kiosk; readonly firstCamera: Preferences['camera'] }) {
  const practising = practice.value
  const kiosk = useMemo(() => (practising ? { ...real, ...practising } : real), [real, practising])
  const [open, setOpen] = useState<PanelName | null>(null)
  const [facing, setFacing] = useState(firstCamera)
  useKeyboardWedge(kiosk)
  useEffect(keepAwake, [])
  useEffect(() => keepSound(), [])
  // A shift that ends takes its practice with it.
  useEffect(() => () => void real.practice.stop(), [real])
  const shown = view.value
  const passage = shown?.passage
  // A verdict must never lie behind a panel.
  useEffect(() => {
    if (passage !== undefined) setOpen(null)
  }, [passage])
  const turnCamera = (): void => {
    const other = facing === 'environment' ? 'user' : 'environment'
    setFacing(other)
    void kiosk.shifts.prefer({ camera: other })
  }
  const OpenPanel = open === null ? null : PANELS[open]
  return (
    <div class="page scan" data-showing={shown ? shown.verdict.outcome : 'none'} data-practice={String(practising !== null)}>
      <StatusBar kiosk={kiosk} onEndShift={() => setOpen('end-shift')} onState={() => setOpen('state')} />
      {practising && <PracticeFrame kiosk={kiosk} />}
      <main class="stage">
        {!shown && <h1 class="hidden">{t('prompt')}</h1>}
        <CameraView kiosk={kiosk} facing={facing} />
        {shown && <VerdictScreen key={shown.passage} kiosk={kiosk} view={shown} onType={() => setOpen('type')} onForm={() => setOpen('form')} />}
        <PatrolLine />
        <NoticeLine />
      </main>
      <CrossingStrip kiosk={kiosk} onOpen={() => setOpen('vehicle')} />
      {!shown && <ToolBar reach={{ kiosk, open: setOpen, turnCamera }} />}
      {OpenPanel && <OpenPanel kiosk={kiosk} onClose={() => setOpen(null)} onOpen={setOpen} turnCamera={turnCamera} />}
    </div>
  )
}

const NOTICES: Record<Notice, TextKey> = {
  recorded: 'recorded',
  'just-read': 'justRead',
  'already-aboard': 'alreadyAboard',
  'keyboard-altered': 'keyboardAltered',
  annulled: 'annulled',
  storage: 'storageFault',
  'practice-real': 'practiceReal',
  noted: 'noted',
  'decide-first': 'decideFirst',
}

/** Said also while an answer is on the screen. */
const OVER_AN_ANSWER: ReadonlySet<Notice> = new Set(['keyboard-altered', 'decide-first'])

function NoticeLine() {
  const what = notice.value
  return (
    <p class="notice" role="status" data-testid="notice">
      {what && (!view.value || OVER_AN_ANSWER.has(what)) ? t(NOTICES[what]) : updateReady.value && !view.value ? t('updateReady') : ''}
    </p>
  )
}
