import type { VNode } from 'preact'
import type { StaffView } from '../../shared/http/api.ts'
import { board, boardFailure, boardNow, connection, failureText, reloadBoard, rows, t, view } from '../control-state.ts'
import { FlagsScreen } from '../flags/flags-screen.tsx'
import type { BoardModel } from './board-model.ts'
import { CheckpointDetail } from './checkpoint-detail.tsx'
import { CheckpointList } from './checkpoint-list.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { SchematicFigure } from './schematic-figure.tsx'
import { TopBar } from './top-bar.tsx'
import { TotalsStrip } from './totals-strip.tsx'

export function BoardScreen({ staff }: { readonly staff: StaffView }): VNode {
  const model = board.value
  return (
    <div class={connection.value === 'lost' ? 'page is-lost' : 'page'}>
      <button type="button" class="skip" onClick={() => document.getElementById('board')?.focus()}>
        {t('skip-to-board')}
      </button>
      <TopBar staff={staff} model={model} />
      <ConnectionBanner zone={model?.zone ?? null} />
      <main id="board" data-testid="board" data-connection={connection.value} tabIndex={-1}>
        {model ? view.value.panel === 'flags' ? <FlagsScreen model={model} /> : <LoadedBoard model={model} /> : <EmptyBoard />}
      </main>
    </div>
  )
}

function LoadedBoard({ model }: { readonly model: BoardModel }): VNode {
  if (model.checkpoints.length === 0) return <p class="board-message">{t('no-checkpoints')}</p>
  const opened = rows.value.find((row) => row.checkpoint.id === view.value.checkpoint)
  return (
    <>
      <TotalsStrip model={model} rows={rows.value} now={boardNow.value} />
      <div class={`board-body has-${opened ? 'detail' : view.value.layout}`}>
        <SchematicFigure rows={rows.value} />
        {opened ? <CheckpointDetail key={opened.checkpoint.id} row={opened} model={model} /> : <CheckpointList rows={rows.value} model={model} />}
      </div>
    </>
  )
}

function EmptyBoard(): VNode {
  const failure = boardFailure.value
  if (!failure) {
    return (
      <p class="board-message" role="status">
        {t('loading')}
      </p>
    )
  }
  return (
    <div class="board-message" role="alert">
      <p>{failureText(failure)}</p>
      <button type="button" class="button" onClick={reloadBoard}>
        {t('try-again')}
      </button>
    </div>
  )
}
