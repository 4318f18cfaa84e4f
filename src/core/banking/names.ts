const legalForms = new Set(['PT', 'CV', 'UD', 'PD', 'FA', 'TBK', 'LTD', 'LIMITED', 'CO', 'COMPANY', 'INC', 'LLC', 'GMBH', 'BV', 'NV', 'SA', 'SARL', 'SRL', 'KK', 'PTE', 'SDN', 'BHD', 'CORP', 'CORPORATION', 'UND', 'AND', 'DAN', 'EN', 'ET'])

/** A name as a bank may print it: capitals, no accents, no punctuation, no legal form. */
export function likeName(name: string): string {
  const plain = name.replace(/ß/g, 'ss').normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().replace(/([A-Z])\.(?=[A-Z](?:\.|\b))/g, '$1')
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim().split(' ').filter((word) => !legalForms.has(word)).join(' ')
}

/** German vowels are often written out: `MUELLER` is `Müller`. */
function writtenOut(name: string): string {
  return name.replace(/[äÄ]/g, 'AE').replace(/[öÖ]/g, 'OE').replace(/[üÜ]/g, 'UE')
}

/** The spellings of a party's names to look for; too short ones would be found anywhere. */
export function spellings(names: readonly string[]): string[] {
  const found = new Set<string>()
  for (const name of names) {
    for (const spelling of [likeName(name), likeName(writtenOut(name))]) {
      const isHan = /\p{Script=Han}|\p{Script=Katakana}|\p{Script=Hiragana}/u.test(spelling)
      if (spelling.length >= (isHan ? 3 : 5)) found.add(spelling)
    }
  }
  return [...found]
}

/** Whether a text (as `likeName` gives it) holds one of the spellings as whole words. */
export function holdsName(text: string, names: readonly string[]): boolean {
  const padded = ` ${text} `
  return names.some((name) => (/[^\p{Script=Latin}\p{N} ]/u.test(name) ? text.replaceAll(' ', '').includes(name.replaceAll(' ', '')) : padded.includes(` ${name} `)))
}
