import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CheckpointFlow } from '../../shared/flow/flow.ts'
import { countedOnce } from '../../shared/flow/gate-lines.ts'
import { boardNow, changeView, fetchDay, language, t } from '../control-state.ts'
import { KioskList } from '../devices/kiosk-list.tsx'
import { type BoardModel, flowOf } from './board-model.ts'
import { ChangingNumber } from './changing-number.tsx'
import { aboutCheckpoint } from './checkpoint-card.tsx'
import type { CheckpointRow } from './checkpoint-rows.ts'
import { HourTable, LaneTable, OriginTable, OutcomeTable, TenMinuteTable } from './detail-tables.tsx'
import { mergeBuckets } from './merge-buckets.ts'
import { OpeningMark } from './opening-mark.tsx'
import { OutcomeBar } from './outcome-bar.tsx'
import { SparklineFigure } from './sparkline-figure.tsx'

interface DetailProps {
  readonly row: CheckpointRow
  readonly model: BoardModel
}

/** In between, the board's own pushes keep the day true; this mends what the board has let go of. */
const DAY_REFRESH_MS = 5 * 60_000

export function CheckpointDetail({ row, model }: DetailProps): VNode {
  const { checkpoint } = row
  const title = useRef<HTMLHeadingElement>(null)
  const day = useDay(row)
  const buckets = mergeBuckets(day, flowOf(model, checkpoint.id))
  const time = { now: boardNow.value, zone: model.zone }
  useEffect(() => title.current?.focus(), [])
  const close = (): void => closeDetail(row)
  return (
    <section
      class="detail"
      aria-labelledby="detail-title"
      data-testid={`checkpoint-${checkpoint.id}`}
      data-in={row.entry}
      data-out={row.exit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) close()
      }}
    >
      <header class="detail-head">
        <div>
          <h2 id="detail-title" ref={title} tabIndex={-1}>
            {checkpoint.name[language.value]}
          </h2>
          <p class="card-about">{aboutCheckpoint(row)}</p>
        </div>
        <OpeningMark opening={row.opening} />
        <button type="button" class="button" data-testid="close-detail" onClick={close}>
          {t('close-detail')}
        </button>
      </header>
      <div class="card-flow">
        <p class="direction">
          <span>{t('in-today')}</span>
          <b>
            <ChangingNumber value={row.entry} />
          </b>
        </p>
        <p class="direction">
          <span>{t('out-today')}</span>
          <b>
            <ChangingNumber value={row.exit} />
          </b>
        </p>
        <SparklineFigure points={row.lastHour} zone={model.zone} />
      </div>
      {row.entry + row.exit > 0 ? <OutcomeBar counts={row.byOutcome} /> : <p class="card-quiet">{t('none-here')}</p>}
      <div class="detail-parts">
        <OutcomeTable totals={row.totals} />
        <HourTable buckets={countedOnce(buckets, checkpoint)} time={time} />
        <TenMinuteTable points={row.lastHour} zone={model.zone} />
        <LaneTable checkpoint={checkpoint} buckets={buckets} time={time} />
        <OriginTable origins={row.origins} />
        <KioskList checkpoint={checkpoint} model={model} now={boardNow.value} />
      </div>
    </section>
  )
}

function useDay(row: CheckpointRow): CheckpointFlow | null {
  const [day, setDay] = useState<CheckpointFlow | null>(null)
  const { id } = row.checkpoint
  useEffect(() => {
    let isCurrent = true
    const load = async (): Promise<void> => {
      const fetched = await fetchDay(id)
      if (isCurrent && fetched) setDay(fetched)
    }
    void load()
    const timer = setInterval(() => void load(), DAY_REFRESH_MS)
    return () => {
      isCurrent = false
      clearInterval(timer)
    }
  }, [id])
  return day
}

/** The focus goes back to what opened the detail: a card, a row or a node of the schematic. */
function closeDetail(row: CheckpointRow): void {
  changeView({ checkpoint: null })
  setTimeout(() => document.querySelector<HTMLElement>(`.list [data-opens="${row.checkpoint.id}"]`)?.focus())
}
