import { multiplyDecimals, sumDecimals } from './exact.ts'

/** What one piece of a product is made of, in the base units of both. Kept on the product as `billOfMaterials`. */
export interface Material {
  readonly product: string
  readonly quantity: string
}

/** The bill of a product as it is kept; rows that are not complete do not count. */
export function billOf(fields: Readonly<Record<string, unknown>> | undefined): readonly Material[] {
  const rows = fields?.['billOfMaterials']
  if (!Array.isArray(rows)) return []
  return (rows as readonly { product?: unknown; quantity?: unknown }[]).flatMap((row) => (typeof row.product === 'string' && row.product !== '' && typeof row.quantity === 'string' && row.quantity !== '' ? [{ product: row.product, quantity: row.quantity }] : []))
}

/** What making these products takes, each material once, in the order in which the bills name them. */
export function materialsFor(made: readonly { readonly product: string; readonly quantity: string }[], billOfProduct: (product: string) => readonly Material[]): readonly Material[] {
  const needed = new Map<string, string>()
  for (const { product, quantity } of made) {
    for (const material of billOfProduct(product)) {
      const more = multiplyDecimals(material.quantity, quantity)
      if (more !== null) needed.set(material.product, sumDecimals(needed.get(material.product) ?? '0', more))
    }
  }
  return [...needed].map(([product, quantity]) => ({ product, quantity }))
}
