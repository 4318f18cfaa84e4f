import { addDays } from '../../core/calendar/index.ts'
import { type ShipmentData, folderFields, wellTyped } from '../../core/shipment/index.ts'
import type { Book } from '../../store/book/index.ts'
import { newUlid } from '../posting/identity.ts'
import { newFolderDocument, packed, packingRuleOf } from '../shipments/index.ts'

/** Two shipments on their way: one being prepared, with a slip in it, and one that has left. */
export function demoShipments(today: string): readonly { readonly reference: string; readonly data: ShipmentData }[] {
  const year = today.slice(0, 7).replace('-', '/')
  const sea = { mode: '1 sea LCL', portLoading: 'IDTPP', placeOfReceipt: 'Cirebon', woodPackaging: false, kppbc: '040300' }
  return [
    {
      reference: 'SHP-0021',
      data: wellTyped({
        buyer: { code: 'QINGTENG', phone: '+86 21 5550 0188' }, consignee: 'same as buyer', notify: 'same as buyer', producer: 'same as seller', forwarder: { name: 'PT Muat Bersama Logistik', role: 'NVOCC/PPJK' },
        order: { buyerOrderNo: 'QT-PO-0731', buyerOrderDate: addDays(today, -40), contractNo: `SC/${year}/A-0004`, contractDate: addDays(today, -35) },
        payment: { term: 'T/T 30% deposit, 70% against copy of B/L', splits: [{ percent: '30', event: 'order' }, { percent: '70', event: 'copy of B/L' }] },
        incoterm: 'FCA', incotermPlace: 'Cirebon', incotermVersion: 'Incoterms 2020', currency: 'USD', chargesShown: 'included',
        shipment: { ...sea, portDischarge: 'CNSHA', vessel: 'MV CONTOH SAMUDRA', voyage: '2640N', etd: addDays(today, 9), eta: addDays(today, 20), containerNo: 'CSQU3054384', containerType: '45G1', marks: ['QINGTENG', 'SHANGHAI', 'MADE IN INDONESIA'] },
        papers: { commercialInvoice: { no: `INV/${year}/A-0142`, date: today }, packingList: { no: `PL/${year}/A-0142`, date: today }, formE: {} },
        lines: [{ sku: 'RC-101', quantity: '48', unitPrice: '42.50', originCriterion: 'CTH' }, { sku: 'RC-115', quantity: '8', unitPrice: '78.00', originCriterion: 'CTH' }, { sku: 'RB-310', quantity: '60', unitPrice: '18.90', originCriterion: 'WO' }],
      }),
    },
    {
      reference: 'SHP-0020',
      data: wellTyped({
        buyer: { code: 'MUELLER', phone: '+49 421 5550 120' }, consignee: 'same as buyer', notify: 'same as buyer', producer: 'same as seller', order: { buyerOrderNo: 'MS-4711', buyerOrderDate: addDays(today, -62) },
        payment: { term: 'T/T 100% in advance' }, incoterm: 'FCA', incotermPlace: 'Cirebon', incotermVersion: 'Incoterms 2020', currency: 'EUR', chargesShown: 'included',
        shipment: {
          ...sea, portDischarge: 'DEHAM', vessel: 'MV CONTOH HANSA', voyage: '114W', etd: addDays(today, -12), eta: addDays(today, 18), onBoardDate: addDays(today, -12), hblNo: 'MBL-JKTHAM-114', hblDate: addDays(today, -12), pebNo: '612298',
          pebDate: addDays(today, -15), npeDate: addDays(today, -15), marks: ['MUELLER', 'HAMBURG', 'MADE IN INDONESIA'],
        },
        papers: { commercialInvoice: { no: `INV/${year}/A-0138`, date: addDays(today, -16) }, packingList: { no: `PL/${year}/A-0138`, date: addDays(today, -16) } },
        lines: [{ sku: 'RL-410', quantity: '32', unitPrice: '25.25', originCriterion: 'WO' }],
      }),
    },
  ]
}

/** Writes them, each line packed as its product is. */
export function writeDemoShipments(book: Book, today: string, author: string): void {
  const folders = demoShipments(today).map(({ reference, data }) => {
    const lines = (data.lines ?? []).map((line) => {
      const rows = packed(line.quantity, packingRuleOf(book, line.sku ?? ''))
      return rows === null ? line : { ...line, packages: rows.length === 1 ? rows[0] : rows }
    })
    return newFolderDocument(book, 'shipment', { ...folderFields(wellTyped({ ...data, lines }), newUlid), reference }, author)
  })
  book.write(folders)
}
