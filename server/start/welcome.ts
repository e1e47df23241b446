import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import { formatLocal } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { NewStaff } from '../staff/add-staff.ts'

export interface Welcome {
  readonly kind: 'demo' | 'production'
  readonly now: EpochMs
  readonly dataDir: string
  readonly urls: { readonly declare: string; readonly kiosk: string; readonly control: string }
  /** Null where the secrets were printed at an earlier start. */
  readonly staff: readonly NewStaff[] | null
  readonly enrolment: { readonly url: string; readonly checkpoint: Checkpoint } | null
  /** Whether tablets can reach it over https, as their camera demands. */
  readonly transport: 'http' | 'https'
}

/** What the terminal says when the server is ready: Vietnamese, then English. */
export function welcomeText(welcome: Welcome): string {
  const { date, time } = formatLocal(welcome.now)
  const clock = welcome.kind === 'demo' ? ` · giờ mẫu / demo clock: ${date} ${time}` : ''
  return [
    '',
    `Chốt đang chạy / Chốt is running${clock}`,
    '',
    `  Khai báo / Declare           ${welcome.urls.declare}`,
    `  Máy tại chốt / Kiosk         ${welcome.urls.kiosk}`,
    `  Phòng điều hành / Control    ${welcome.urls.control}`,
    '',
    ...(welcome.kind === 'demo' ? accountLines(welcome) : []),
    ...enrolmentLines(welcome),
    ...(welcome.transport === 'http' ? TABLET : []),
    `Dữ liệu / Data: ${welcome.dataDir} · Dừng / Stop: Ctrl+C`,
    '',
  ].join('\n')
}

function accountLines({ staff, dataDir }: Welcome): readonly string[] {
  if (staff === null) {
    return [
      'Mật khẩu đã được in ở lần chạy đầu tiên và không lưu lại ở đâu.',
      `Passwords were printed at an earlier start and are stored nowhere. Lost? Delete ${dataDir} for a new demo.`,
      '',
    ]
  }
  const rows = staff.map((one) => {
    const pin = one.pin === null ? '' : `PIN ${one.pin} · ${one.checkpoints.join(', ')}`
    return `  ${one.id.padEnd(10)} ${one.role.padEnd(9)} ${one.password.padEnd(15)} ${pin}`.trimEnd()
  })
  return ['Tài khoản mẫu / Demo accounts (tên · vai trò · mật khẩu):', ...rows, '']
}

function enrolmentLines({ enrolment }: Welcome): readonly string[] {
  if (enrolment === null) return []
  const { url, checkpoint } = enrolment
  return [
    `Ghi danh một máy tính bảng cho ${checkpoint.name.vi} (dùng một lần, trong 24 giờ):`,
    `Enrol one tablet for ${checkpoint.name.en} (once, within 24 hours):`,
    `  ${url}`,
    '',
  ]
}

const TABLET: readonly string[] = [
  'Máy tính bảng chỉ mở camera trên trang an toàn: https, hoặc qua cáp USB (adb reverse). Xem README.',
  'A tablet opens its camera on a secure page only: https, or over a USB cable (adb reverse). See the README.',
  '',
]
