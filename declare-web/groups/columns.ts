import { foldForSearch } from '../../shared/areas/search-places.ts'

/** What a list of persons may say of each; the journey is the group's. */
export const COLUMNS = ['name', 'birth', 'sex', 'nationality', 'document', 'phone', 'home', 'stayed', 'sector', 'symptoms', 'exposures'] as const
export type Column = (typeof COLUMNS)[number]

/** The first of each is what the template says, in Vietnamese and in English; the others are what people write. */
const HEADINGS: { readonly [column in Column]: readonly string[] } = {
  name: ['Họ và tên', 'Full name', 'Họ tên', 'Tên', 'Name', 'Tên hành khách', 'Passenger'],
  birth: ['Ngày sinh', 'Date of birth', 'Năm sinh', 'Ngày tháng năm sinh', 'Birth', 'DOB', 'Birth date', 'NTNS'],
  sex: ['Giới tính', 'Sex', 'Phái', 'Nam/Nữ', 'Gender'],
  nationality: ['Quốc tịch', 'Nationality', 'Nước', 'Country'],
  document: [
    'Số giấy tờ',
    'Document number',
    'CCCD',
    'Số CCCD',
    'CMND',
    'CMND/CCCD',
    'Căn cước',
    'Số căn cước',
    'Hộ chiếu',
    'ID number',
    'ID',
    'Passport',
  ],
  phone: ['Điện thoại', 'Phone', 'Số điện thoại', 'SĐT', 'ĐT', 'Mobile', 'Phone number'],
  home: ['Nơi thường trú', 'Home', 'Thường trú', 'Địa chỉ', 'Address', 'Permanent residence', 'Hộ khẩu'],
  stayed: ['Nơi ở 15 ngày qua', 'Place of the last 15 days', 'Nơi ở', 'Nơi đã ở', 'Stayed', 'Where stayed'],
  sector: ['Ngành nghề', 'Occupation', 'Nghề nghiệp', 'Nghề', 'Sector'],
  symptoms: ['Dấu hiệu bệnh', 'Symptoms', 'Triệu chứng', 'Sức khoẻ', 'Sức khỏe'],
  exposures: ['Tiếp xúc', 'Contacts', 'Tiếp xúc gần', 'Exposures'],
}

const KNOWN = new Map(COLUMNS.flatMap((column) => HEADINGS[column].map((heading) => [foldForSearch(heading), column] as const)))

/** Which column stands where; null where the line has no heading of a name, and so is no line of headings. */
export function columnsOf(line: readonly string[]): ReadonlyMap<Column, number> | null {
  const found = new Map<Column, number>()
  line.forEach((heading, at) => {
    const column = KNOWN.get(foldForSearch(heading.split(/[*(]/, 1)[0] ?? ''))
    if (column !== undefined && !found.has(column)) found.set(column, at)
  })
  return found.has('name') ? found : null
}

export function headingOf(column: Column, language: 'vi' | 'en'): string {
  return HEADINGS[column][language === 'vi' ? 0 : 1] ?? column
}

/** Opens in every spreadsheet program as Vietnamese text: the mark in front says that it is UTF-8. */
export function templateText(language: 'vi' | 'en'): string {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(';')
  const example = {
    vi: [
      'Nguyễn Văn Mẫu',
      '27/03/1985',
      'Nam',
      'Việt Nam',
      '022085000199',
      '0912345678',
      'Bãi Cháy, Hạ Long, Quảng Ninh',
      '',
      'Vận tải',
      'Không',
      'Không',
    ],
    en: [
      'Nguyen Van Mau',
      '27/03/1985',
      'Male',
      'Vietnam',
      '022085000199',
      '0912345678',
      'Bai Chay, Ha Long, Quang Ninh',
      '',
      'Transport',
      'None',
      'None',
    ],
  }
  return `\uFEFF${line(COLUMNS.map((column) => headingOf(column, language)))}\r\n${line(example[language])}\r\n`
}
