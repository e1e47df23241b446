import type { FlowPoint } from './minute-series.ts'

/** Path data on a box of one unit per point and `height`: entries grow upwards from the middle, exits downwards. */
export function sparklinePaths(points: readonly FlowPoint[], height: number): { readonly entry: string; readonly exit: string } {
  const most = Math.max(1, ...points.map((point) => Math.max(point.entry, point.exit)))
  const middle = height / 2
  const bar = (value: number, i: number, sign: 1 | -1): string =>
    value === 0 ? '' : `M${i} ${middle}v${round((sign * value * (middle - 1)) / most)}h.8V${middle}z`
  return { entry: points.map((point, i) => bar(point.entry, i, -1)).join(''), exit: points.map((point, i) => bar(point.exit, i, 1)).join('') }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
