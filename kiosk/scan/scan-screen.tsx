import { useEffect, useState } from 'preact/hooks'
import type { Kiosk } from '../kiosk.ts'
import { clockSure, type Notice, notice, openScans, updateReady, view } from '../kiosk-state.ts'
import type { Preferences } from '../log/kiosk-store.ts'
import { EndShiftPanel } from '../shift/end-shift-panel.tsx'
import { type TextKey, t } from '../texts/kiosk-texts.ts'
import { Icon, type SymbolName } from '../ui/icons.tsx'
import { StatusBar } from '../ui/status-bar.tsx'
import { VerdictScreen } from '../verdict/verdict-screen.tsx'
import { CameraView } from './camera-view.tsx'
import { ClockPanel } from './clock-panel.tsx'
import { LanePicker } from './lane-picker.tsx'
import { OpenScansPanel } from './open-scans-panel.tsx'
import { TypeCodePanel } from './type-code-panel.tsx'
import { useKeyboardWedge } from './use-keyboard-wedge.ts'
import { keepAwake } from './wake-lock.ts'

type Open = 'type' | 'open-scans' | 'clock' | 'end' | null

export function ScanScreen({ kiosk, firstCamera }: { readonly kiosk: Kiosk; readonly firstCamera: Preferences['camera'] }) {
  const [open, setOpen] = useState<Open>(null)
  const [facing, setFacing] = useState(firstCamera)
  useKeyboardWedge(kiosk)
  useEffect(keepAwake, [])
  const shown = view.value
  const passage = shown?.passage
  const close = (): void => setOpen(null)
  // A verdict must never lie behind a panel.
  useEffect(() => {
    if (passage !== undefined) setOpen(null)
  }, [passage])
  const turnCamera = (): void => {
    const other = facing === 'environment' ? 'user' : 'environment'
    setFacing(other)
    void kiosk.shifts.prefer({ camera: other })
  }
  return (
    <div class="page scan" data-showing={shown ? shown.verdict.outcome : 'none'}>
      <StatusBar kiosk={kiosk} onEndShift={() => setOpen('end')} />
      <main class="stage">
        {!shown && <h1 class="hidden">{t('prompt')}</h1>}
        <CameraView kiosk={kiosk} facing={facing} />
        {shown && <VerdictScreen key={shown.passage} kiosk={kiosk} view={shown} />}
        <NoticeLine />
      </main>
      {!shown && (
        <nav class="tools">
          <LanePicker kiosk={kiosk} />
          {!clockSure.value && <Tool icon="clock" text="clockDoubtful" testId="clock-open" onPress={() => setOpen('clock')} />}
          <Tool icon="list" text="openScans" testId="open-scans" count={openScans.value.length} onPress={() => setOpen('open-scans')} />
          <Tool icon="nocode" text="noCode" testId="no-code" onPress={() => void kiosk.scans.withoutCode()} />
          <Tool icon="keyboard" text="typeCode" testId="type-code" onPress={() => setOpen('type')} />
          <Tool icon="camera" text="switchCamera" testId="switch-camera" onPress={turnCamera} />
        </nav>
      )}
      {open === 'type' && <TypeCodePanel kiosk={kiosk} onClose={close} />}
      {open === 'open-scans' && <OpenScansPanel kiosk={kiosk} onClose={close} />}
      {open === 'clock' && <ClockPanel kiosk={kiosk} onClose={close} />}
      {open === 'end' && <EndShiftPanel kiosk={kiosk} onClose={close} onShowOpen={() => setOpen('open-scans')} />}
    </div>
  )
}

interface ToolProps {
  readonly icon: SymbolName
  readonly text: TextKey
  readonly testId: string
  readonly count?: number
  readonly onPress: () => void
}

function Tool({ icon, text, testId, count = 0, onPress }: ToolProps) {
  return (
    <button type="button" class="tool" data-testid={testId} onClick={onPress}>
      <Icon name={icon} />
      <span>{t(text)}</span>
      {count > 0 && <b class="badge">{count}</b>}
    </button>
  )
}

const NOTICES: Record<Notice, TextKey> = {
  recorded: 'recorded',
  'just-read': 'justRead',
  'keyboard-altered': 'keyboardAltered',
  annulled: 'annulled',
  storage: 'storageFault',
}

function NoticeLine() {
  const what = notice.value
  return (
    <p class="notice" role="status" data-testid="notice">
      {what && (!view.value || what === 'keyboard-altered') ? t(NOTICES[what]) : updateReady.value && !view.value ? t('updateReady') : ''}
    </p>
  )
}
