import type { MutableDocument } from '../../core/document/index.ts'
import { readEvent } from '../../core/events/index.ts'
import { type CompanyData, isNib, isNpwp } from '../../core/shipment/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterOf } from '../../store/projections/index.ts'
import { editedFields } from '../posting/apply-event.ts'

/**
 * Fills what the company's profile lacks from a shipment's exporter, where the names agree. What stands there already is never
 * replaced, and a wrong number is not taken over: the folder keeps it for the rules to name.
 */
export function completeCompany(book: Book, given: CompanyData, author: string): 'matched' | 'completed' | 'differs' {
  const master = masterOf(book.projections.sql, 'company', null)
  if (!master) return 'differs'
  const document = book.document(master.id) as unknown as MutableDocument
  if (given.sellerName === undefined || given.sellerName.toLowerCase() !== String(document.fields['name'] ?? '').toLowerCase()) return 'differs'
  const wanted: Record<string, unknown> = {
    address: given.sellerAddress?.join('\n'), country: given.country, nib: isNib(given.nib ?? '') ? given.nib : undefined, npwp: isNpwp(given.npwp ?? '') ? given.npwp : undefined, nitku: given.nitku, phone: given.phone,
    email: given.email, signName: given.signName, signTitle: given.signTitle, regionCode: given.regionCode, regionName: given.regionName, bank: given.bank,
  }
  const changes = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => {
    const before = document.fields[name]
    return value !== undefined && value !== '' && (before === undefined || before === '' || before === null)
  }))
  if (Object.keys(changes).length === 0) return 'matched'
  if (!readEvent({ ...document.fields, ...changes, event: 'company.set', id: document.eventId, date: document.date }).ok) return 'matched'
  book.write([editedFields(book, document, changes, author)])
  return 'completed'
}
