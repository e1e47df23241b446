import { ElsewhereList } from './elsewhere-list.tsx'
import { VerdictReport } from './verdict-report.tsx'

/** What is told of a verdict that is more than a plain "come in", in one file: it comes when the first of it is to be drawn. */
export const REPORT_PARTS = { ElsewhereList, VerdictReport } as const
