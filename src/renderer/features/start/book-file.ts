/** Where the book of a company is proposed: its name as a file name, in the folder of books, with that folder's own separator. */
export function bookFileFor(folder: string, company: string): string {
  const separator = folder.includes('\\') ? '\\' : '/'
  const name = company.trim().replace(/[<>:"/\\|?*\u0000-\u001f]/g, ' ').replace(/\s+/g, ' ').replace(/[. ]+$/, '').slice(0, 60)
  return `${folder}${folder.endsWith(separator) ? '' : separator}${name === '' ? 'buku' : name}.mendunia`
}

export const isBackupFile = (file: string): boolean => /\.mendunia-backup$/i.test(file.trim())

/** Where a book that is restored is proposed: among the books, named after its backup without the day and time of that. */
export function restoredFileFor(folder: string, backup: string): string {
  const name = (backup.trim().split(/[\\/]/).at(-1) ?? '').replace(/\.mendunia-backup$/i, '').replace(/ \d{4}-\d{2}-\d{2}( \d{2}\.\d{2}(\.\d{2})?)?$/, '')
  return bookFileFor(folder, `${name} 2`.trim())
}
