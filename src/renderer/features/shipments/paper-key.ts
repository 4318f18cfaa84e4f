const keys: Readonly<Record<string, string>> = {
  'phytosanitary-application': 'phyto', 'insurance-declaration': 'insurance', 'peb-data': 'peb', 'bl-draft-check': 'blDraft', 'origin-calculation': 'originCost', 'lc-presentation': 'presentation',
}

/** Where number and date of a paper stand among the folder's facts. */
export function paperKeyOf(type: string): string {
  return keys[type] ?? type.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
