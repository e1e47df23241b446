/** A picture as the readers want it: one byte of light a pixel, row by row. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  readonly luma: Uint8Array
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Rec. 601 in whole numbers; what is transparent counts as black. */
export function greyOfPixels({ data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>): GreyImage {
  const luma = new Uint8Array(width * height)
  for (let i = 0, at = 0; i < luma.length; i++, at += 4)
    luma[i] = (306 * (data[at] ?? 0) + 601 * (data[at + 1] ?? 0) + 117 * (data[at + 2] ?? 0) + 512) >> 10
  return { width, height, luma }
}

export function crop(image: GreyImage, { left, top, width, height }: Box): GreyImage {
  const luma = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const from = (top + y) * image.width + left
    luma.set(image.luma.subarray(from, from + width), y * width)
  }
  return { width, height, luma }
}

/** Bilinear. Small codes are read better at twice their size, noisy ones at three quarters. */
export function resize(image: GreyImage, factor: number): GreyImage {
  const width = Math.round(image.width * factor)
  const height = Math.round(image.height * factor)
  const luma = new Uint8Array(width * height)
  const columns = stepsOf(image.width, width)
  const rows = stepsOf(image.height, height)
  const source = image.luma
  for (let y = 0; y < height; y++) {
    const upper = (rows.first[y] ?? 0) * image.width
    const lower = (rows.second[y] ?? 0) * image.width
    const down = rows.weight[y] ?? 0
    for (let x = 0; x < width; x++) {
      const [a, b, right] = [columns.first[x] ?? 0, columns.second[x] ?? 0, columns.weight[x] ?? 0]
      const [nw, ne, sw, se] = [source[upper + a] ?? 0, source[upper + b] ?? 0, source[lower + a] ?? 0, source[lower + b] ?? 0]
      const [north, south] = [(nw << 8) + (ne - nw) * right, (sw << 8) + (se - sw) * right]
      luma[y * width + x] = ((north << 8) + (south - north) * down + 32_768) >> 16
    }
  }
  return { width, height, luma }
}

interface Steps {
  readonly first: Int32Array
  readonly second: Int32Array
  /** Of 256, how much the second counts. */
  readonly weight: Int32Array
}

function stepsOf(from: number, to: number): Steps {
  const steps = { first: new Int32Array(to), second: new Int32Array(to), weight: new Int32Array(to) }
  for (let i = 0; i < to; i++) {
    const at = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5))
    const first = Math.floor(at)
    steps.first[i] = first
    steps.second[i] = Math.min(from - 1, first + 1)
    steps.weight[i] = Math.round((at - first) * 256)
  }
  return steps
}

/** Mean over a square of 2 x `radius` + 1 pixels, by running sums: the cost does not grow with the radius. */
export function smooth({ width, height, luma }: GreyImage, radius: number): GreyImage {
  const across = new Uint16Array(width * height)
  for (let y = 0; y < height; y++) {
    const row = y * width
    let sum = (radius + 1) * (luma[row] ?? 0)
    for (let x = 1; x <= radius; x++) sum += luma[row + Math.min(x, width - 1)] ?? 0
    for (let x = 0; x < width; x++) {
      across[row + x] = sum
      sum += (luma[row + Math.min(width - 1, x + radius + 1)] ?? 0) - (luma[row + Math.max(0, x - radius)] ?? 0)
    }
  }
  return { width, height, luma: meanDown({ width, height, sums: across }, radius) }
}

function meanDown(
  { width, height, sums }: { readonly width: number; readonly height: number; readonly sums: Uint16Array },
  radius: number,
): Uint8Array {
  const luma = new Uint8Array(width * height)
  const total = new Int32Array(width)
  const scale = 1 / (2 * radius + 1) ** 2
  const rowAt = (y: number): number => Math.min(height - 1, Math.max(0, y)) * width
  for (let y = -radius; y <= radius; y++) for (let x = 0; x < width; x++) total[x] = (total[x] ?? 0) + (sums[rowAt(y) + x] ?? 0)
  for (let y = 0; y < height; y++) {
    const [coming, going] = [rowAt(y + radius + 1), rowAt(y - radius)]
    for (let x = 0; x < width; x++) {
      luma[y * width + x] = (total[x] ?? 0) * scale + 0.5
      total[x] = (total[x] ?? 0) + (sums[coming + x] ?? 0) - (sums[going + x] ?? 0)
    }
  }
  return luma
}

/** The same contrast everywhere: what glare, shadow and dim light took away is stretched back to the full range. */
export function evenOut(image: GreyImage): GreyImage {
  const mean = smooth(image, EVEN_RADIUS).luma
  const distance = new Uint8Array(mean.length)
  for (let i = 0; i < mean.length; i++) distance[i] = Math.min(255, 2 * Math.abs((image.luma[i] ?? 0) - (mean[i] ?? 0)))
  const spread = smooth({ ...image, luma: distance }, EVEN_RADIUS).luma
  const luma = new Uint8Array(mean.length)
  for (let i = 0; i < mean.length; i++) {
    const even = 128 + (((image.luma[i] ?? 0) - (mean[i] ?? 0)) * 120) / ((spread[i] ?? 0) + QUIET)
    luma[i] = even < 0 ? 0 : even > 255 ? 255 : even
  }
  return { ...image, luma }
}

/** A few modules of a code at reading distance. */
const EVEN_RADIUS = 12
/** Keeps an empty wall from becoming a field of noise. */
const QUIET = 8
