/** How many pages a PDF of ours has: read from its page tree, which the writer leaves uncompressed. */
export function pageCount(pdf: Uint8Array): number {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const tree = /\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/.exec(text)
  return Number(tree?.[1] ?? tree?.[2] ?? 0)
}
