import { useState } from 'preact/hooks'
import { isPlate, normalisePlate } from '../../shared/declaration/normalise-plate.ts'
import type { Kiosk } from '../kiosk.ts'
import { crossings } from '../kiosk-state.ts'
import type { PanelProps } from '../scan/panel-props.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Icon } from '../ui/icons.tsx'
import { Panel } from '../ui/panel.tsx'
import { Stepper } from '../ui/stepper.tsx'
import { AboardList } from './aboard-list.tsx'
import { AskedRows } from './asked-rows.tsx'
import type { CloseRefusal, Closing } from './close-crossing.ts'
import { headCount, MOST_ABOARD, type OpenCrossing } from './open-crossing.ts'

/** Plates, heads, everybody aboard; and the vehicles that stand aside. */
export function CrossingPanel({ kiosk, onClose }: PanelProps) {
  const [open, ...others] = crossings.value
  return (
    <Panel title={t('vehicleTitle')} onClose={onClose}>
      {open && <Vehicle key={open.crossing} kiosk={kiosk} open={open} onClose={onClose} />}
      {others.length > 0 && <Waiting kiosk={kiosk} others={others} />}
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
      </div>
    </Panel>
  )
}

interface VehicleProps {
  readonly kiosk: Kiosk
  readonly open: OpenCrossing
  readonly onClose: () => void
}

function Vehicle({ kiosk, open, onClose }: VehicleProps) {
  const [refusal, setRefusal] = useState<CloseRefusal | null>(null)
  const change = (part: Partial<OpenCrossing>): void => void kiosk.vehicles.change(open.crossing, (now) => ({ ...now, ...part }))
  const close = async (as: Closing): Promise<void> => {
    const refused = await kiosk.vehicles.close(open.crossing, as)
    setRefusal(refused)
    if (!refused) onClose()
  }
  const isEmpty = open.passages.length === 0
  return (
    <div class="vehicle" data-testid="vehicle-panel">
      <AskedRows kiosk={kiosk} open={open} />
      <div class="plates">
        <PlateField label={t('plateTractor')} value={open.plate} testId="plate" onSave={(plate) => change({ plate })} />
        <PlateField label={t('plateTrailer')} value={open.trailerPlate} testId="trailer-plate" onSave={(trailerPlate) => change({ trailerPlate })} />
      </div>
      <Heads open={open} onChange={change} />
      <AboardList kiosk={kiosk} open={open} />
      <p class="problem" role="alert" data-testid="vehicle-problem">
        {refusal && t(`close-${refusal}`)}
      </p>
      <div class="panel-actions">
        {isEmpty ? (
          <button type="button" class="button" data-testid="vehicle-drop" onClick={() => void kiosk.vehicles.drop(open.crossing).then(onClose)}>
            {t('dropVehicle')}
          </button>
        ) : (
          <>
            <button type="button" class="button" data-testid="vehicle-on-foot" onClick={() => void close('on-foot')}>
              {t('onFoot')}
            </button>
            <button type="button" class="button primary big" data-testid="vehicle-close" onClick={() => void close('vehicle')}>
              {t('letGo')}
            </button>
          </>
        )}
      </div>
    </div>
  )
}

function Heads({ open, onChange }: { readonly open: OpenCrossing; readonly onChange: (part: Partial<OpenCrossing>) => void }) {
  const { scanned, counted, declared, differs } = headCount(open)
  const watched = open.watchedPlates ?? []
  const isAsked = (open.asked ?? []).length > 0
  return (
    <>
      <div class="steppers">
        <Stepper
          label={t('personsDeclared')}
          value={declared}
          atLeast={1}
          atMost={MOST_ABOARD}
          testId="persons-declared"
          onChange={(personsDeclared) => onChange({ personsDeclared })}
        />
        <p class="stepper">
          <span>{t('personsScanned')}</span>
          <output data-testid="persons-scanned">{scanned}</output>
        </p>
        <Stepper
          label={t('personsCounted')}
          value={counted}
          atLeast={0}
          atMost={MOST_ABOARD}
          testId="persons-counted"
          onChange={(personsCounted) => onChange({ personsCounted })}
        />
      </div>
      <p class={differs || isAsked ? 'flag' : 'agreed'} role="status" data-testid="heads-say">
        {t(isAsked ? 'headsAsked' : differs ? 'headsDiffer' : 'headsAgree')}
      </p>
      {watched.length > 0 && <p class="flag">{`${watched.join(', ')}: ${t('plateWatched')}`}</p>}
    </>
  )
}

interface PlateFieldProps {
  readonly label: string
  readonly value: string | null
  readonly testId: string
  readonly onSave: (plate: string | null) => void
}

function PlateField({ label, value, testId, onSave }: PlateFieldProps) {
  const [isBad, setBad] = useState(false)
  const save = (text: string): void => {
    const plate = normalisePlate(text)
    const isFine = plate === '' || isPlate(plate)
    setBad(!isFine)
    if (isFine && (plate || null) !== value) onSave(plate || null)
  }
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        defaultValue={value ?? ''}
        maxLength={16}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        aria-invalid={isBad}
        data-testid={testId}
        onBlur={({ currentTarget }) => save(currentTarget.value)}
      />
      {isBad && (
        <small class="problem" role="alert">
          {t('plate-bad')}
        </small>
      )}
    </label>
  )
}

function Waiting({ kiosk, others }: { readonly kiosk: Kiosk; readonly others: readonly OpenCrossing[] }) {
  return (
    <section class="lately">
      <h3>{t('waitingVehicles')}</h3>
      <ul class="open-list tight">
        {others.map((open) => (
          <li key={open.crossing} class="row" data-testid="vehicle-aside">
            <Icon name="vehicle" />
            <b>{open.plate ?? t('noPlate')}</b>
            <span>
              {open.passages.length}
              {open.personsDeclared !== null && `/${open.personsDeclared}`}
            </span>
            <button type="button" class="button" onClick={() => void kiosk.vehicles.takeUp(open.crossing)}>
              {t('takeUp')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
