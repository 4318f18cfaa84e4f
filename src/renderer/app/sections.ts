/** The rail, in the order of Alt+1 … Alt+9. A screen belongs to the section that its name begins with. */
export const sections = [
  { id: 'home', screen: 'home', icon: '⌂' },
  { id: 'sales', screen: 'sales.list', icon: '↗' },
  { id: 'purchases', screen: 'purchases.list', icon: '↙' },
  { id: 'stock', screen: 'stock.list', icon: '▤' },
  { id: 'parties', screen: 'parties.list', icon: '☺' },
  { id: 'payments', screen: 'payments.list', icon: '¤' },
  { id: 'journal', screen: 'journal.list', icon: '☰' },
  { id: 'reports', screen: 'reports.list', icon: '◫' },
  { id: 'inbox', screen: 'inbox', icon: '✉' },
  { id: 'settings', screen: 'settings', icon: '⚙' },
] as const

export type SectionId = (typeof sections)[number]['id']

/** Screens that stand in another section of the rail than their name says. */
const guests: Readonly<Record<string, SectionId>> = { products: 'stock', opening: 'settings', sync: 'settings' }

export function sectionOf(screen: string): SectionId | undefined {
  const first = screen.split('.')[0] ?? ''
  return guests[first] ?? sections.find((section) => section.id === first)?.id
}
