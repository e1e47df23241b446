import type { CheckpointId } from '../../shared/ids.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface NodeWish {
  readonly id: CheckpointId
  /** 0-1000 from west to east and north to south. */
  readonly x: number
  readonly y: number
  /** Persons in the last hour. */
  readonly volume: number
  /** Characters of the longest line of its label. */
  readonly labelLength: number
}

export interface PlacedNode {
  readonly id: CheckpointId
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' }
  /** Width of its line to the middle, px. */
  readonly road: number
}

export interface Schematic {
  readonly nodes: readonly PlacedNode[]
  readonly middle: { readonly x: number; readonly y: number }
}

/** px. A label has two lines of 13 px text; a character of it is about 7.2 px wide. */
const LABEL = { height: 34, character: 7.2, gap: 6 } as const
const RADIUS = { least: 13, most: 30 } as const
const MARGIN = { side: 64, top: 44, bottom: 62 } as const

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Positions in pixels, radii by the root of the last hour's flow, labels where they hide the least. */
export function layoutSchematic(wishes: readonly NodeWish[], size: Size): Schematic {
  const busiest = Math.max(1, ...wishes.map((wish) => wish.volume))
  const circles = wishes.map((wish) => circleOf(wish, { size, share: wish.volume / busiest }))
  const taken = circles.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }))
  const nodes: PlacedNode[] = []
  for (const circle of circles) {
    const best = bestLabel(circle, taken, size)
    taken.push(best.box)
    const { id, x, y, radius, road } = circle
    nodes.push({ id, x, y, radius, road, label: best.label })
  }
  return { nodes, middle: middleOf(nodes, size) }
}

interface Circle extends Pick<PlacedNode, 'id' | 'x' | 'y' | 'radius' | 'road'> {
  readonly labelLength: number
}

function circleOf(wish: NodeWish, { size, share }: { readonly size: Size; readonly share: number }): Circle {
  const scale = size.width < 520 ? 0.7 : 1
  return {
    id: wish.id,
    x: MARGIN.side + (wish.x / 1000) * (size.width - 2 * MARGIN.side),
    y: MARGIN.top + (wish.y / 1000) * (size.height - MARGIN.top - MARGIN.bottom),
    radius: scale * (RADIUS.least + (RADIUS.most - RADIUS.least) * Math.sqrt(share)),
    road: 1.5 + 6.5 * Math.sqrt(share),
    labelLength: wish.labelLength,
  }
}

interface LabelPlace {
  readonly label: PlacedNode['label']
  readonly box: Box
}

function bestLabel(circle: Circle, taken: readonly Box[], size: Size): LabelPlace {
  const [first, ...others] = labelPlaces(circle)
  const cost = (place: LabelPlace): number => outside(place.box, size) * 4 + taken.reduce((sum, box) => sum + overlap(place.box, box), 0)
  return others.reduce((best, place) => (cost(place) < cost(best) ? place : best), first)
}

/** Below, above, right, left: the earlier wins where equal. */
function labelPlaces({ x, y, radius, labelLength }: Circle): readonly [LabelPlace, ...LabelPlace[]] {
  const width = labelLength * LABEL.character
  const reach = radius + LABEL.gap
  const middle = (top: number): LabelPlace => ({
    label: { x, y: top + 13, anchor: 'middle' },
    box: { left: x - width / 2, right: x + width / 2, top, bottom: top + LABEL.height },
  })
  const beside = { top: y - LABEL.height / 2, bottom: y + LABEL.height / 2 }
  return [
    middle(y + reach),
    middle(y - reach - LABEL.height),
    { label: { x: x + reach, y: beside.top + 13, anchor: 'start' }, box: { ...beside, left: x + reach, right: x + reach + width } },
    { label: { x: x - reach, y: beside.top + 13, anchor: 'end' }, box: { ...beside, left: x - reach - width, right: x - reach } },
  ]
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return width > 0 && height > 0 ? width * height : 0
}

function outside(box: Box, size: Size): number {
  const area = (box.right - box.left) * (box.bottom - box.top)
  return area - overlap(box, { left: 4, top: 4, right: size.width - 4, bottom: size.height - 4 })
}

function middleOf(nodes: readonly PlacedNode[], size: Size): Schematic['middle'] {
  if (nodes.length === 0) return { x: size.width / 2, y: size.height / 2 }
  const sum = nodes.reduce((total, node) => ({ x: total.x + node.x, y: total.y + node.y }), { x: 0, y: 0 })
  return { x: sum.x / nodes.length, y: sum.y / nodes.length }
}
