import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { CheckpointId } from '../../shared/ids.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { changeView, language, n, t } from '../control-state.ts'
import { type CheckpointRow, hasTrouble, strictestToday } from './checkpoint-rows.ts'
import { ringSegments } from './ring-segments.ts'
import { layoutSchematic, type PlacedNode, type Size } from './schematic-layout.ts'

interface SchematicProps {
  readonly rows: readonly CheckpointRow[]
  readonly opened: CheckpointId | null
}

/** Where the checkpoints lie to each other, drawn at the size of its box so that letters keep theirs. */
export function SchematicFigure({ rows, opened }: SchematicProps): VNode {
  const box = useRef<HTMLDivElement>(null)
  const size = useSizeOf(box)
  const schematic = layoutSchematic(rows.map(wishOf), size)
  const rowById = new Map(rows.map((row) => [row.checkpoint.id, row]))
  return (
    <figure class="schematic" aria-labelledby="schematic-title">
      <h2 id="schematic-title">{t('schematic')}</h2>
      <div class="schematic-box" ref={box}>
        {/* biome-ignore lint/a11y/useSemanticElements: an SVG holds the buttons; no form fields to group */}
        <svg role="group" aria-labelledby="schematic-title" width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`}>
          {schematic.nodes.map((node) => (
            <line key={node.id} class="road" x1={node.x} y1={node.y} x2={schematic.middle.x} y2={schematic.middle.y} stroke-width={node.road} />
          ))}
          {schematic.nodes.map((node) => {
            const row = rowById.get(node.id)
            return row && <SchematicNode key={node.id} node={node} row={row} isOpened={node.id === opened} />
          })}
        </svg>
      </div>
      <figcaption>{t('schematic-note')}</figcaption>
    </figure>
  )
}

function SchematicNode({ node, row, isOpened }: { readonly node: PlacedNode; readonly row: CheckpointRow; readonly isOpened: boolean }): VNode {
  const { id, x, y, radius, label } = node
  const open = (): void => changeView({ checkpoint: id })
  const circle = 2 * Math.PI * radius
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside an SVG
    <g
      class={`node ${row.opening} ${isOpened ? 'is-opened' : ''}`}
      role="button"
      tabIndex={0}
      aria-label={describeNode(row)}
      data-opens={id}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        open()
      }}
    >
      <circle class="node-hit" cx={x} cy={y} r={radius + 8} />
      <circle class="node-base" cx={x} cy={y} r={radius} />
      {ringSegments(row.byOutcome).map(({ outcome, from, length }) => (
        <circle
          key={outcome}
          class={`node-ring stroke-${outcome}`}
          cx={x}
          cy={y}
          r={radius}
          stroke-dasharray={`${(circle * length) / 100} ${circle}`}
          stroke-dashoffset={(-circle * from) / 100}
          transform={`rotate(-90 ${x} ${y})`}
        />
      ))}
      <text class="node-figure" x={x} y={y + 4} text-anchor="middle">
        {row.lastHourPersons}
      </text>
      {hasTrouble(row) && <path class="node-warning" d={`M${x + radius} ${y - radius - 9}l8 14h-16z`} />}
      <text class="node-label" x={label.x} y={label.y} text-anchor={label.anchor}>
        {row.checkpoint.name[language.value]}
      </text>
      <text class="node-line" x={label.x} y={label.y + 16} text-anchor={label.anchor}>
        {lineOf(row)}
      </text>
    </g>
  )
}

/** Under the name: today in and out, and the strictest that anybody met. */
function lineOf(row: CheckpointRow): string {
  if (row.opening !== 'open') return t(row.opening)
  const strictest = strictestToday(row)
  const flow = `↓ ${n(row.entry)}  ↑ ${n(row.exit)}`
  return strictest ? `${flow} · ${OUTCOME_WORDS[strictest.outcome][language.value]} ${n(strictest.persons)}` : flow
}

function wishOf(row: CheckpointRow): Parameters<typeof layoutSchematic>[0][number] {
  const { id, schematic, name } = row.checkpoint
  return { id, ...schematic, volume: row.lastHourPersons, labelLength: Math.max(name[language.value].length, lineOf(row).length) }
}

function describeNode(row: CheckpointRow): string {
  const strictest = strictestToday(row)
  const said = t('node', {
    name: row.checkpoint.name[language.value],
    state: t(row.opening),
    in: row.entry,
    out: row.exit,
    hour: row.lastHourPersons,
  })
  return strictest ? `${said} ${OUTCOME_WORDS[strictest.outcome][language.value]}: ${n(strictest.persons)}.` : said
}

function useSizeOf(box: { readonly current: HTMLDivElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 640, height: 480 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = (): void => setSize({ width: Math.max(240, element.clientWidth), height: Math.max(240, element.clientHeight) })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return size
}
