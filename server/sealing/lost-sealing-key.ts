import type { CoreDeps } from '../deps.ts'

/**
 * What to tell people at the start where the sealing key was made just now and records sealed to an earlier one are here:
 * somebody lost a file that a backup may still hold. Null where nothing is lost.
 */
export async function lostSealingKey({ storage, keys }: Pick<CoreDeps, 'storage' | 'keys'>): Promise<string | null> {
  if (keys.sealingMade === 'before') return null
  const { sealed } = await storage.read
    .selectFrom('record')
    .select(({ fn }) => fn.countAll<number>().as('sealed'))
    .where('kind', '=', 'claims')
    .where('body', '!=', '{"form":"erased"}')
    .executeTakeFirstOrThrow()
  if (Number(sealed) === 0) return null
  return [
    `✗ MẤT KHÓA MỞ NIÊM PHONG: không thấy keys/sealing.json, đã tạo khóa mới. ${sealed} bản ghi có thông tin cá nhân không mở được nữa. Dừng máy chủ, đặt lại tệp từ bản sao lưu rồi chạy lại; từ lúc này các máy niêm phong bằng khóa mới.`,
    `✗ SEALING KEY LOST: keys/sealing.json was not there, and a new key was made. ${sealed} records with personal content can no longer be opened. Stop the server, put the file back from your backup and start again; from now on kiosks seal to the new key.`,
  ].join('\n')
}
