import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { OUTCOME_ICONS } from '../../shared/rules/outcome-icons.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { language, n, t, view } from '../control-state.ts'
import { printBoardView } from './board-view.ts'
import { type CheckpointRow, hasTrouble, strictestOfLastHour } from './checkpoint-rows.ts'
import { ringSegments } from './ring-segments.ts'
import { LINE_HEIGHT, layoutSchematic, type PlacedNode, type Schematic, type Size } from './schematic-layout.ts'

/** Where the checkpoints lie to each other, drawn at the size of its box so that letters keep theirs. */
export function SchematicFigure({ rows }: { readonly rows: readonly CheckpointRow[] }): VNode {
  const box = useRef<HTMLDivElement>(null)
  const size = useSizeOf(box)
  const schematic = layoutSchematic(rows.map(wishOf), size)
  const rowById = new Map(rows.map((row) => [row.checkpoint.id, row]))
  return (
    <figure class="schematic" aria-labelledby="schematic-title">
      <h2 id="schematic-title">{t('schematic')}</h2>
      <div class="schematic-box" ref={box}>
        <svg role="presentation" width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`}>
          {schematic.nodes.map((node) => (
            <line key={node.id} class="road" x1={node.x} y1={node.y} x2={schematic.middle.x} y2={schematic.middle.y} stroke-width={node.road} />
          ))}
          {schematic.nodes.map((node) => {
            const row = rowById.get(node.id)
            return row && <SchematicNode key={node.id} node={node} row={row} />
          })}
        </svg>
        <svg class="node-texts" aria-hidden="true" width={size.width} height={size.height}>
          {schematic.nodes.map((node) => {
            const row = rowById.get(node.id)
            return row && <NodeLabel key={node.id} node={node} row={row} lines={schematic.lines} />
          })}
        </svg>
      </div>
      <figcaption>{t('schematic-note')}</figcaption>
    </figure>
  )
}

interface NodeProps {
  readonly node: PlacedNode
  readonly row: CheckpointRow
}

function SchematicNode({ node, row }: NodeProps): VNode {
  const { id, x, y, radius } = node
  const strictest = strictestOfLastHour(row)
  const isOpened = view.value.checkpoint === id
  const circle = 2 * Math.PI * radius
  return (
    <a
      class={`node ${row.opening} ${isOpened ? 'is-opened' : ''}`}
      href={printBoardView({ ...view.value, checkpoint: id })}
      aria-label={describeNode(row)}
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
      {strictest && (
        <g class={`node-badge ${strictest.outcome}`} transform={`translate(${x - radius * 0.71 - 14} ${y - radius * 0.71 - 14})`}>
          <circle cx={9} cy={9} r={10} />
          <path d={OUTCOME_ICONS[strictest.outcome]} transform="translate(3 3) scale(0.5)" />
        </g>
      )}
      {hasTrouble(row) && <path class="node-warning" d={`M${x + radius} ${y - radius - 9}l8 14h-16z`} />}
    </a>
  )
}

/** What the link says already, for the eye; drawn over all nodes so that no ring hides a name. */
function NodeLabel({ node, row, lines }: NodeProps & Pick<Schematic, 'lines'>): VNode {
  const { x, y, label } = node
  return (
    <g>
      <text class="node-figure" x={x} y={y + 4} text-anchor="middle">
        {row.lastHourPersons}
      </text>
      {label.name.map((line, i) => (
        <text key={line} class="node-label" x={label.x} y={label.y + i * LINE_HEIGHT} text-anchor={label.anchor}>
          {line}
        </text>
      ))}
      {lines === 'name-and-flow' && (
        <text class="node-line" x={label.x} y={label.y + LINE_HEIGHT} text-anchor={label.anchor}>
          {lineOf(row)}
        </text>
      )}
    </g>
  )
}

function lineOf(row: CheckpointRow): string {
  return row.opening === 'open' ? `↓ ${n(row.entry)}  ↑ ${n(row.exit)}` : t(row.opening)
}

function wishOf(row: CheckpointRow): Parameters<typeof layoutSchematic>[0][number] {
  const { id, schematic, name } = row.checkpoint
  return { id, ...schematic, volume: row.lastHourPersons, name: name[language.value], flowLength: lineOf(row).length }
}

function describeNode(row: CheckpointRow): string {
  const strictest = strictestOfLastHour(row)
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
