import type { CheckpointId } from '../../shared/ids.ts'
import type { NonEmpty } from '../../shared/result.ts'

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
  readonly name: string
  /** Characters of the line under the name. */
  readonly flowLength: number
}

export interface PlacedNode {
  readonly id: CheckpointId
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly label: Label
  /** Width of its line to the middle, px. */
  readonly road: number
}

export interface Label {
  readonly x: number
  /** Base line of its first line. */
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly name: readonly string[]
}

export interface Schematic {
  readonly nodes: readonly PlacedNode[]
  readonly middle: { readonly x: number; readonly y: number }
  /** Where these would hide each other, the names stand alone, long ones on two lines. */
  readonly lines: 'name-and-flow' | 'name'
}

/** px. Letters are 13 px high, smaller ones lose the dots of their i; a bold one is about this wide. */
export const LINE_HEIGHT = 16
const CHARACTER = 7.1
const LABEL_GAP = 6
/** Characters; a longer name that stands alone is broken between two words. */
const LONG_NAME = 16
/** px round a ring where a name would be taken for its own, and what standing there costs, as a share of what hiding costs. */
const NEAR = { reach: 14, price: 0.5 } as const
const RADIUS = { least: 12, most: 30, share: 0.055 } as const
const MARGIN = { side: 70, top: 44, bottom: 66 } as const
/** px² hidden in the whole picture, up to which two lines are still easy to read. */
const BEARABLE = 40

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Positions in pixels, stretched to fill the box; radii by the root of the last hour's flow; labels where they hide the least. */
export function layoutSchematic(wishes: readonly NodeWish[], size: Size): Schematic {
  const busiest = Math.max(1, ...wishes.map((wish) => wish.volume))
  const acrossX = across(
    wishes.map((wish) => wish.x),
    { from: MARGIN.side, to: size.width - MARGIN.side },
  )
  const acrossY = across(
    wishes.map((wish) => wish.y),
    { from: MARGIN.top, to: size.height - MARGIN.bottom },
  )
  const circles = wishes.map((wish): Circle => {
    const share = Math.sqrt(wish.volume / busiest)
    const { least, share: part } = RADIUS
    const most = Math.min(RADIUS.most, Math.max(least, part * Math.min(size.width, size.height)))
    const { id, name, flowLength } = wish
    return { id, name, flowLength, x: acrossX(wish.x), y: acrossY(wish.y), radius: least + (most - least) * share, road: 1.5 + 6.5 * share }
  })
  const full = placeLabels({ circles, size, lines: 'name-and-flow' })
  const lines = full.reduce((sum, label) => sum + label.cost, 0) > BEARABLE ? 'name' : 'name-and-flow'
  const labels = lines === 'name' ? placeLabels({ circles, size, lines }) : full
  const nodes = circles.flatMap(({ id, x, y, radius, road }, i): PlacedNode[] => {
    const place = labels[i]
    return place ? [{ id, x, y, radius, road, label: place.label }] : []
  })
  return { nodes, middle: middleOf(nodes, size), lines }
}

interface Crowd {
  readonly circles: readonly Circle[]
  readonly size: Size
  readonly lines: Schematic['lines']
}

/** Labels give way to each other in turn; a few rounds settle them. */
const ROUNDS = 5

function placeLabels({ circles, size, lines }: Crowd): readonly PricedPlace[] {
  const labels: PricedPlace[] = []
  const rings = circles.map((circle) => around(circle, 4))
  for (let round = 0; round < ROUNDS; round++) {
    circles.forEach((circle, i) => {
      const isOther = (_: unknown, j: number): boolean => j !== i
      const others = labels.filter(isOther).map((label) => label.box)
      const near = circles.filter(isOther).map((other) => around(other, NEAR.reach))
      labels[i] = bestLabel(labelPlaces(circle, lines), { hides: [...rings, ...others], near, size })
    })
  }
  return labels
}

function around({ x, y, radius }: Circle, reach: number): Box {
  const half = radius + reach
  return { left: x - half, right: x + half, top: y - half, bottom: y + half }
}

type Circle = Pick<PlacedNode, 'id' | 'x' | 'y' | 'radius' | 'road'> & Pick<NodeWish, 'name' | 'flowLength'>

/** From the values' own extent to `from`-`to`; one value alone stands in the middle. */
function across(values: readonly number[], { from, to }: { readonly from: number; readonly to: number }): (value: number) => number {
  const least = Math.min(...values)
  const span = Math.max(...values) - least
  return (value) => (span === 0 ? (from + to) / 2 : from + ((value - least) / span) * (to - from))
}

interface LabelPlace {
  readonly label: PlacedNode['label']
  readonly box: Box
}

interface PricedPlace extends LabelPlace {
  /** px² that it hides or that lie outside, and a share of those near the ring of another. */
  readonly cost: number
}

interface Neighbours {
  readonly hides: readonly Box[]
  readonly near: readonly Box[]
  readonly size: Size
}

function bestLabel([first, ...others]: NonEmpty<LabelPlace>, { hides, near, size }: Neighbours): PricedPlace {
  const price = (place: LabelPlace): PricedPlace => {
    const sum = (boxes: readonly Box[]): number => boxes.reduce((total, box) => total + overlap(place.box, box), 0)
    return { ...place, cost: sum(hides) + outside(place.box, size) * 4 + sum(near) * NEAR.price }
  }
  return others.map(price).reduce((best, place) => (place.cost < best.cost ? place : best), price(first))
}

/** Below, above, right, left, then the corners: the earlier wins where equal. */
function labelPlaces({ x, y, radius, name, flowLength }: Circle, lines: Schematic['lines']): NonEmpty<LabelPlace> {
  const names = lines === 'name' ? linesOfName(name) : [name]
  const height = LINE_HEIGHT * (lines === 'name' ? names.length : 2) + 2
  const width = CHARACTER * Math.max(...names.map((line) => line.length), lines === 'name' ? 0 : flowLength)
  const reach = radius + LABEL_GAP
  const place = (anchor: PlacedNode['label']['anchor'], at: { readonly x: number; readonly top: number }): LabelPlace => {
    const left = anchor === 'start' ? at.x : anchor === 'end' ? at.x - width : at.x - width / 2
    return { label: { x: at.x, y: at.top + 12, anchor, name: names }, box: { left, right: left + width, top: at.top, bottom: at.top + height } }
  }
  const beside = y - height / 2
  return [
    place('middle', { x, top: y + reach }),
    place('middle', { x, top: y - reach - height }),
    place('start', { x: x + reach, top: beside }),
    place('end', { x: x - reach, top: beside }),
    place('start', { x: x - radius, top: y + reach }),
    place('end', { x: x + radius, top: y + reach }),
    place('start', { x: x - radius, top: y - reach - height }),
    place('end', { x: x + radius, top: y - reach - height }),
  ]
}

/** A long name in two lines: after its comma or dash, else where the longer of them is shortest. */
function linesOfName(name: string): readonly string[] {
  if (name.length <= LONG_NAME) return [name]
  const words = name.split(' ')
  const breaks = words.slice(1).map((_, i) => [words.slice(0, i + 1).join(' '), words.slice(i + 1).join(' ')] as const)
  const price = ([first, second]: readonly [string, string]): number =>
    Math.max(first.length, second.length) - (/[,–]$/.test(first) ? name.length : 0)
  return breaks.length === 0 ? [name] : breaks.reduce((best, lines) => (price(lines) < price(best) ? lines : best))
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
