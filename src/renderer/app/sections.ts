/** The rail with its keys. A screen belongs to the section that its name begins with. */
export const sections = [
  { id: 'home', screen: 'home', key: 'Alt+1', icon: 'M3 9l7-6 7 6v8H3zM8 17v-5h4v5' },
  { id: 'sales', screen: 'sales.list', key: 'Alt+2', icon: 'M4 16L16 4M8 4h8v8' },
  { id: 'purchases', screen: 'purchases.list', key: 'Alt+3', icon: 'M16 4L4 16M12 16H4V8' },
  { id: 'stock', screen: 'stock.list', key: 'Alt+4', icon: 'M3 6l7-3 7 3v8l-7 3-7-3zM3 6l7 3 7-3M10 9v8' },
  { id: 'shipments', screen: 'shipments.list', key: 'Alt+0', icon: 'M2 13h16l-2 4H4zM4 13V8h5v5M9 13V5h4v8M13 8h3v5' },
  { id: 'parties', screen: 'parties.list', key: 'Alt+5', icon: 'M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-4 10-4 10 0M13 9a2.5 2.5 0 1 0-1-4.8M14 12c3 0 4 2 4 5' },
  { id: 'payments', screen: 'payments.list', key: 'Alt+6', icon: 'M2 5h16v10H2zM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z' },
  { id: 'journal', screen: 'journal.list', key: 'Alt+7', icon: 'M4 3h12v14H4zM7 7h6M7 10h6M7 13h4' },
  { id: 'reports', screen: 'reports.list', key: 'Alt+8', icon: 'M3 17h14M5 14v-4M9 14V6M13 14V8M16 14V4' },
  { id: 'inbox', screen: 'inbox', key: 'Alt+9', icon: 'M3 11l3-7h8l3 7v5H3zM3 11h4l1 2h4l1-2h4' },
  { id: 'settings', screen: 'settings', key: '', icon: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z' },
] as const

export type SectionId = (typeof sections)[number]['id']

/** Screens that stand in another section of the rail than their name says. */
const guests: Readonly<Record<string, SectionId>> = { products: 'stock', opening: 'settings', sync: 'settings', banking: 'payments', importing: 'settings', tax: 'reports' }

export function sectionOf(screen: string): SectionId | undefined {
  const first = screen.split('.')[0] ?? ''
  return guests[first] ?? sections.find((section) => section.id === first)?.id
}
