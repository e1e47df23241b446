import type { Table } from './read-delimited.ts'

/** A table as text that `readDelimited` reads as the same table: what was in a file can then be mended where it is shown. */
export function writeTable(table: Table): string {
  return table.map((cells) => cells.map(written).join(';')).join('\n')
}

function written(cell: string): string {
  return /[;"\t\r\n,]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell
}
