/**
 * A code that is proposed for a name: its capital letters and digits, at most ten. Empty where the name has none (Chinese).
 * `CV Rotan Jaya` → `ROTANJAYA`, `Müller & Söhne GmbH` → `MULLERSOHN`.
 */
export function codeOfName(name: string): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toUpperCase()
  const words = plain.split(/[^A-Z0-9]+/).filter((word) => word !== '' && !legalForms.has(word))
  return words.join('').slice(0, 10)
}

const legalForms = new Set(['PT', 'CV', 'UD', 'TBK', 'GMBH', 'LTD', 'LLC', 'CO', 'INC', 'BV', 'AS', 'KK', 'TOKO', 'KOPERASI', 'AND', 'THE'])
