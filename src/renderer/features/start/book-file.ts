/** Where the book of a company is proposed: its name as a file name, in the folder of books, with that folder's own separator. */
export function bookFileFor(folder: string, company: string): string {
  const separator = folder.includes('\\') ? '\\' : '/'
  const name = company.trim().replace(/[<>:"/\\|?*\u0000-\u001f]/g, ' ').replace(/\s+/g, ' ').replace(/[. ]+$/, '').slice(0, 60)
  return `${folder}${folder.endsWith(separator) ? '' : separator}${name === '' ? 'buku' : name}.mendunia`
}
