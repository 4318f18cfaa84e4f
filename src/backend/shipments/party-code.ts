/** A code for a party by its name: the first letters of its words, with a number where it is taken. */
export function partyCodeFor(name: string, isTaken: (code: string) => boolean): string {
  const words = name.normalize('NFKD').toUpperCase().replace(/[^A-Z0-9 ]+/g, ' ').split(' ').filter((word) => word !== '' && !['PT', 'CV', 'CO', 'LTD', 'INC', 'THE'].includes(word))
  const stem = words.join('-').slice(0, 16).replace(/-$/, '') || 'PARTY'
  if (!isTaken(stem)) return stem
  for (let number = 2; ; number += 1) if (!isTaken(`${stem}-${number}`)) return `${stem}-${number}`
}
