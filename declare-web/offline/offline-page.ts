import type { NamedPass } from './kept-on-device.ts'

// Nothing of the form is imported here: what both need would become a file of its own, which a worker cannot load.

interface OfflinePageFacts {
  readonly path: string
  /** The links of the kept page to its own styles. */
  readonly styles: string
  readonly passes: readonly NamedPass[]
  /** Pages of checkpoints that were seen on this device. */
  readonly places: readonly { readonly path: string; readonly title: string }[]
}

/** Made by the worker, which knows no chosen language: both, Vietnamese first. */
export function offlinePage({ path, styles, passes, places }: OfflinePageFacts): string {
  const isPlace = path.indexOf('/checkpoint') === 0
  const words = isPlace ? PLACE : path === '/find' ? FIND : OTHER
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Mất mạng / Offline</title>${styles}</head>
<body><div id="app"><header><div class="masthead"><a class="home" href="/">Khai báo qua chốt</a></div></header><main id="main">
<h1>Máy đang mất mạng</h1><p>${words.vi}</p><p lang="en"><strong>You are offline.</strong> ${words.en}</p>
${passList(passes)}${placeList(places)}
<p class="buttons"><a class="button primary" href="${escaped(path.replace(ACT, ''))}">Thử lại / <span lang="en">Try again</span></a></p>
<p class="notice">Không có mã? Cứ đến chốt: cán bộ sẽ khai giúp. <span lang="en">No code? Come to the checkpoint: an officer will fill the form with you.</span></p>
</main></div></body></html>
`
}

/** Only sent, never opened: from the page of the pass it can be pressed again. */
const ACT = /\/(?:withdraw|erase|correct|companion)\/?$/

const FIND = {
  vi: 'Tìm lại mã cần có mạng. Chưa có gì được gửi đi. Những mã đã mở trên máy này vẫn mở được:',
  en: 'Finding a lost code needs a network; nothing was sent. Codes that were opened on this phone still open:',
}
const PLACE = {
  vi: 'Trang của chốt này chưa từng mở trên máy này nên không xem được khi mất mạng. Những gì máy này còn giữ:',
  en: 'The page of this checkpoint was never opened on this phone, so it cannot be shown now. What this phone has kept:',
}
const OTHER = {
  vi: 'Việc này cần có mạng. Chưa có gì thay đổi. Những gì máy này còn giữ:',
  en: 'This needs a network; nothing was changed. What this phone has kept:',
}

/** The year in four digits, as on every other page. */
const UNTIL = { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const

function passList(passes: readonly NamedPass[]): string {
  if (passes.length === 0) return '<p>Máy này không giữ mã nào. <span lang="en">No code is kept on this phone.</span></p>'
  const items = passes.map(({ reference, shortCode, expiresAt, zone, holder }) => {
    return `<li><a href="/d/${reference}"><strong>${escaped(shortCode.replace(/^(.{4})(.{4})/, '$1-$2-'))}</strong></a> <bdi>${escaped(holder)}</bdi> <span class="hint">đến / <span lang="en">until</span> ${momentIn(zone, expiresAt)}</span></li>`
  })
  return `<h2>Mã trên máy này / <span lang="en">Codes on this phone</span></h2><ul class="place-list-all">${items.join('')}</ul>`
}

/** A browser that does not know the zone shows the time by its own. */
function momentIn(timeZone: string, at: number): string {
  try {
    return new Date(at).toLocaleString('vi-VN', { ...UNTIL, timeZone })
  } catch {
    return new Date(at).toLocaleString('vi-VN', UNTIL)
  }
}

function placeList(places: OfflinePageFacts['places']): string {
  if (places.length === 0) return ''
  const items = places.map(({ path, title }) => `<li><a href="${escaped(path)}">${title}</a></li>`)
  return `<h2>Chốt đã xem / <span lang="en">Checkpoints seen</span></h2><ul class="place-list-all">${items.join('')}</ul>`
}

/** The page as it was seen, and over it how long ago: it may have changed since. */
export function agedPage(html: string, ageMs: number): string {
  const { vi, en } = ageText(ageMs)
  const notice = `<p class="banner offline" role="status">Máy đang mất mạng. Trang này xem cách đây ${vi}, có thể đã khác. <span lang="en">You are offline. This page was seen ${en} ago and may have changed since.</span></p>`
  return html.replace(/<main\b[^>]*>/, (main) => main + notice)
}

/** The server's page, and before its questions what this phone has kept. */
export function findPage(html: string, passes: readonly NamedPass[]): string {
  return html.replace(/<form\b[^>]*action="\/find"/, (form) => `${passList(passes)}${form}`)
}

const MINUTE = 60_000

function ageText(ageMs: number): { readonly vi: string; readonly en: string } {
  const minutes = Math.max(1, Math.round(ageMs / MINUTE))
  if (minutes < 120) return { vi: `${minutes} phút`, en: `${minutes} min` }
  const hours = Math.round(minutes / 60)
  return hours < 48 ? { vi: `${hours} giờ`, en: `${hours} hours` } : { vi: `${Math.round(hours / 24)} ngày`, en: `${Math.round(hours / 24)} days` }
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}
