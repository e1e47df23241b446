/** At once: what is under way is let end first, which may take some seconds. */
export const STOPPING = '\nĐang dừng… / Stopping…\n'

interface Stopped {
  readonly dataDir: string
  /** `start`: before it was ready. */
  readonly at: 'start' | 'work'
}

/** The last words in the terminal: that it was no crash, where the data are, and how it goes on. */
export function stoppedText({ dataDir, at }: Stopped): string {
  const { vi, en } = at === 'work' ? KEPT : UNFINISHED
  return `\nChốt đã dừng. ${vi} ${dataDir}. Chạy lại: npm start\nChốt has stopped. ${en} ${dataDir}. Start again: npm start\n`
}

const KEPT = { vi: 'Dữ liệu còn nguyên trong', en: 'All data are kept in' }
const UNFINISHED = { vi: 'Chưa chạy xong bước khởi động; không có gì bị mất trong', en: 'It was not ready yet; nothing is lost in' }
