// Every refusal that a form can provoke: what stands in the form, what is typed into it, and where the hand is afterwards.
import type { RefusalCode } from '../../../src/core/errors/index.ts'
import type { Hand } from './hand.ts'

/** The book in which the refusals are provoked: the day, the day before it, a closed month, and the documents by the ids of their events. */
export interface RefusalShop {
  readonly today: string
  readonly yesterday: string
  readonly closedMonth: string
  document(eventId: string): string
  /** Asks the program beside the form, as another window would. */
  call(name: string, input: object): Promise<unknown>
}

export interface FormRefusal {
  readonly code: RefusalCode
  readonly what: string
  /** The screen, and the draft that stands on it: most of a form is filled already, the wrong part is often typed. */
  readonly screen: string
  draft(shop: RefusalShop): Record<string, unknown>
  /** What happens in the book after the form was opened. */
  meanwhile?(shop: RefusalShop): Promise<void>
  type?(hand: Hand, shop: RefusalShop): Promise<void>
  /** Takes back what `meanwhile` did. */
  afterwards?(shop: RefusalShop): Promise<void>
  /** The control that has the focus afterwards, as the screen names it; absent: the list of what hinders. */
  at?(hand: Hand): string | RegExp
  /** The sentence, where the form says it more closely than the catalogue. */
  readonly sentence?: string
}

const d = (field: string) => (hand: Hand) => hand.word(`documents:field.${field}`)
const cell = (key: string, row = 1) => (hand: Hand) => new RegExp(`^${escaped(hand.word(key))}( [A-Z]{3})?, ${row}$`)
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Goes to the cell of the first line and types over what stands there. */
async function typeCell(hand: Hand, key: string, text: string): Promise<void> {
  const name = cell(key)(hand)
  const inGrid = async (): Promise<number> => Number(/, (\d+)$/.exec((await hand.focused()).name)?.[1] ?? 0)
  for (let stop = 0; stop < 80 && (await inGrid()) === 0; stop += 1) await hand.press('Tab')
  for (let row = await inGrid(); row > 1; row -= 1) await hand.press('ArrowUp')
  for (let stop = 0; stop < 12 && !name.test((await hand.focused()).name); stop += 1) await hand.press('Tab')
  if (!name.test((await hand.focused()).name)) throw new Error(`no cell ${String(name)}, but “${(await hand.focused()).name}”`)
  await hand.press('Control+A')
  await hand.type(text)
}

const sale = (more: object = {}) => (shop: RefusalShop): Record<string, unknown> => ({
  event: 'sales.invoice', date: shop.today, customer: 'BUYER', currency: 'IDR', tax: 'none', warehouse: 'MAIN', lines: [{ product: 'CHAIR', quantity: '1', unitPrice: '200000' }], ...more,
})
const payment = (more: object) => (shop: RefusalShop): Record<string, unknown> => ({ event: 'payment.receive', date: shop.today, customer: 'BUYER', account: '1111', amount: '1000', ...more })
const credit = (invoice: string, line: object, more: object = {}) => (shop: RefusalShop): Record<string, unknown> => ({
  event: 'sales.creditNote', date: shop.today, customer: 'BUYER', invoice, invoiceDocument: shop.document(invoice), lines: [{ line: 1, ...line }], ...more,
})
const expense = (more: object = {}) => (shop: RefusalShop): Record<string, unknown> => ({ event: 'expense.post', date: shop.today, account: '1111', lines: [{ account: '6102', amount: '5000' }], ...more })
const journal = (debit: string, credited: string) => (shop: RefusalShop): Record<string, unknown> => ({
  event: 'journal.post', date: shop.today, lines: [{ account: '6102', debit }, { account: '1111', credit: credited }],
})
const adjustment = (line: object) => (shop: RefusalShop): Record<string, unknown> => ({ event: 'stock.adjust', date: shop.today, warehouse: 'MAIN', lines: [line] })
const opening = (receivable: object) => (shop: RefusalShop): Record<string, unknown> => ({ event: 'opening.post', date: shop.today, receivables: [{ id: 'old-1', customer: 'BUYER', currency: 'IDR', amount: '5000', ...receivable }] })
const depreciation = (more: object) => (shop: RefusalShop): Record<string, unknown> => ({
  event: 'depreciation.post', date: shop.today, asset: 'Press', cost: '12000000', lifeMonths: 24, startPeriod: shop.today.slice(0, 7), period: shop.today.slice(0, 7), ...more,
})

export const formRefusals: readonly FormRefusal[] = [
  { code: 'FIELD_MISSING', what: 'an invoice without its buyer', screen: 'sales.invoice', draft: sale({ customer: undefined }), at: (hand) => hand.word('sales:buyer') },
  { code: 'FIELD_INVALID', what: 'a discount above the sum', screen: 'sales.invoice', draft: sale(), type: (hand) => hand.fill(hand.word('documents:discount'), '900000'), at: (hand) => hand.word('documents:discount') },
  { code: 'LINES_EMPTY', what: 'an invoice of nothing', screen: 'sales.invoice', draft: sale({ lines: [] }) },
  { code: 'BAD_DECIMAL', what: 'a quantity that is no figure', screen: 'sales.invoice', draft: sale(), type: (hand) => typeCell(hand, 'documents:field.quantity', '12,34,5'), at: cell('documents:field.quantity') },
  { code: 'PRECISION_EXCEEDED', what: 'a quantity of seven decimals', screen: 'sales.invoice', draft: sale(), type: (hand) => typeCell(hand, 'documents:field.quantity', '1.1234567'), at: cell('documents:field.quantity') },
  { code: 'NOT_POSITIVE', what: 'none of a good', screen: 'sales.invoice', draft: sale(), type: (hand) => typeCell(hand, 'documents:field.quantity', '0'), at: cell('documents:field.quantity') },
  { code: 'AMOUNT_TOO_LARGE', what: 'a price beyond all money', screen: 'sales.invoice', draft: sale(), type: (hand) => typeCell(hand, 'documents:field.unitPrice', '99999999999999999'), at: cell('documents:field.unitPrice') },
  { code: 'DATE_INVALID', what: 'due before it was written', screen: 'sales.invoice', draft: sale(), type: (hand) => hand.fill(hand.word('documents:field.dueDate'), '1/1/2020'), at: d('dueDate'), sentence: 'kit:dateOrderDue' },
  { code: 'TEXT_TOO_LONG', what: 'a machine with a name like a book', screen: 'journal.depreciation', draft: depreciation({ asset: 'x'.repeat(5000) }), at: (hand) => hand.word('closing:assets.asset') },
  { code: 'TEXT_CHARACTERS', what: 'a sign that no paper can bear', screen: 'journal.depreciation', draft: depreciation({ asset: 'Press\u0007' }), at: (hand) => hand.word('closing:assets.asset') },
  { code: 'DUPLICATE_ID', what: 'an open item under the number of another document', screen: 'opening', draft: opening({ id: 'i1' }), at: cell('opening:number') },
  { code: 'DUPLICATE_CODE', what: 'a good counted twice', screen: 'stock.count', draft: (shop) => ({ event: 'stock.count', date: shop.today, warehouse: 'MAIN', lines: [{ product: 'CHAIR', counted: '3' }, { product: 'CHAIR', counted: '4' }] }), at: cell('stock:columns.code', 2) },
  { code: 'UNKNOWN_ACCOUNT', what: 'an expense on an account that is not there', screen: 'payments.expense', draft: expense(), type: (hand) => typeCell(hand, 'documents:field.account', '9999'), at: cell('documents:field.account') },
  { code: 'UNKNOWN_PARTY', what: 'a buyer who has not arrived from the other PC', screen: 'sales.invoice', draft: sale({ customer: 'GHOST' }), at: (hand) => hand.word('sales:buyer') },
  { code: 'UNKNOWN_PRODUCT', what: 'a good that nobody recorded', screen: 'sales.invoice', draft: sale(), type: (hand) => typeCell(hand, 'documents:field.product', 'TIDAK-ADA'), at: cell('documents:field.product') },
  { code: 'UNKNOWN_WAREHOUSE', what: 'a warehouse that has not arrived from the other PC', screen: 'sales.invoice', draft: sale({ warehouse: 'GONE' }), at: d('warehouse') },
  { code: 'UNKNOWN_REFERENCE', what: 'an order that has not arrived from the other PC', screen: 'sales.invoice', draft: sale({ order: 'elsewhere' }) },
  { code: 'WRONG_REFERENCE_TYPE', what: 'an order that is an invoice', screen: 'sales.invoice', draft: sale({ order: 'i1' }) },
  { code: 'REFERENCE_REVERSED', what: 'a credit note of an invoice that was reversed', screen: 'sales.creditNote', draft: credit('gone', { quantity: '1' }), at: d('invoice') },
  { code: 'PARTY_MISMATCH', what: 'the order of another buyer', screen: 'sales.invoice', draft: sale({ order: 'o1', customer: 'OTHER' }) },
  { code: 'DATE_BEFORE_REFERENCE', what: 'a credit note before its invoice', screen: 'sales.creditNote', draft: credit('i1', { quantity: '1' }), type: (hand, shop) => hand.fill(hand.word('documents:field.date'), shop.yesterday.split('-').reverse().join('/')), at: d('invoice') },
  { code: 'CURRENCY_UNKNOWN', what: 'an open item in a currency of nobody', screen: 'opening', draft: opening({ currency: 'XXX' }), at: cell('documents:field.currency') },
  { code: 'CURRENCY_MISMATCH', what: 'rupiah on a bill in dollars', screen: 'payments.receive', draft: payment({ allocations: [{ invoice: 'usd', amount: '10' }] }), at: (hand) => new RegExp(`^${escaped(hand.word('payments:pays'))}, \\d$`) },
  { code: 'RATE_MISSING', what: 'euros of which no rate is known', screen: 'sales.invoice', draft: sale({ currency: 'EUR' }), at: d('rate') },
  { code: 'PERIOD_CLOSED', what: 'an expense in a closed month', screen: 'payments.expense', draft: expense(), type: (hand, shop) => hand.fill(hand.word('documents:field.date'), `15/${Number(shop.closedMonth.slice(5))}/${shop.closedMonth.slice(0, 4)}`), at: d('date') },
  { code: 'UNBALANCED', what: 'a journal of two amounts', screen: 'journal.entry', draft: journal('5000', '4000') },
  { code: 'CONTROL_ACCOUNT', what: 'a journal on receivables', screen: 'journal.entry', draft: journal('5000', '5000'), type: (hand) => typeCell(hand, 'documents:field.account', '1201'), at: cell('documents:field.account') },
  { code: 'ACCOUNT_NOT_CASH', what: 'an expense paid from an expense', screen: 'payments.expense', draft: expense({ account: '6101' }), at: (hand) => hand.word('payments:fromAccount') },
  { code: 'STOCK_NEGATIVE', what: 'more chairs than there are', screen: 'sales.invoice', draft: sale(), type: (hand) => typeCell(hand, 'documents:field.quantity', '999'), at: cell('documents:field.quantity') },
  { code: 'COST_UNKNOWN', what: 'found goods that never were there', screen: 'stock.adjust', draft: adjustment({ product: 'BARE', quantity: '1' }), at: cell('stock:adjust.unitCost') },
  { code: 'NOT_STOCKED', what: 'a service on the shelf', screen: 'stock.adjust', draft: adjustment({ product: 'SERVICE', quantity: '1', unitCost: '5' }), at: cell('stock:columns.code') },
  { code: 'NOT_DELIVERED', what: 'goods back that never left', screen: 'sales.creditNote', draft: credit('paper', { quantity: '1' }), at: cell('sales:credit.returned') },
  { code: 'OVER_ALLOCATED', what: 'more than is open', screen: 'payments.receive', draft: payment({ amount: '9000000', allocations: [{ invoice: 'i1', amount: '9000000' }] }), at: (hand) => new RegExp(`^${escaped(hand.word('payments:pays'))}, \\d$`) },
  { code: 'DEPOSIT_EXCEEDED', what: 'more than the deposit holds', screen: 'payments.receive', draft: payment({ account: undefined, amount: '0', deposits: [{ deposit: 'dep', invoice: 'i1', amount: '150000' }] }) },
  { code: 'ALLOCATION_EXCEEDS_PAYMENT', what: 'more shared out than was paid', screen: 'payments.receive', draft: payment({ amount: '1000', allocations: [{ invoice: 'i1', amount: '2000' }] }) },
  { code: 'OVER_INVOICED', what: 'a bill of more than was received', screen: 'purchases.invoice', draft: (shop) => ({ event: 'purchase.invoice', date: shop.today, supplier: 'SUPPL', currency: 'IDR', tax: 'none', warehouse: 'MAIN', lines: [{ receipt: 'g1', line: 1, quantity: '10', unitPrice: '100000', goods: 'CHAIR' }] }), type: (hand) => typeCell(hand, 'documents:field.quantity', '99'), at: cell('documents:field.quantity') },
  { code: 'OVER_RETURNED', what: 'more goes back than came', screen: 'purchases.return', draft: (shop) => ({ event: 'purchase.return', date: shop.today, supplier: 'SUPPL', receipt: 'g1', sourceDocument: shop.document('g1'), lines: [{ line: 1 }] }), type: (hand) => typeCell(hand, 'purchases:return.goesBack', '99'), at: cell('purchases:return.goesBack') },
  { code: 'OVER_DELIVERED', what: 'more goes out than was ordered', screen: 'sales.delivery', draft: (shop) => ({ event: 'sales.deliver', date: shop.today, customer: 'BUYER', order: 'o1', orderDocument: shop.document('o1'), warehouse: 'MAIN', lines: [{ product: 'CHAIR', quantity: '3' }] }), type: (hand) => typeCell(hand, 'documents:field.quantity', '5'), at: cell('documents:field.quantity') },
  { code: 'OVER_CREDITED', what: 'more comes back than was sold', screen: 'sales.creditNote', draft: credit('i1', {}), type: (hand) => typeCell(hand, 'sales:credit.returned', '99'), at: cell('sales:credit.returned') },
  { code: 'ALLOCATION_BASIS_ZERO', what: 'freight by the weight of what weighs nothing', screen: 'purchases.landedCost', draft: (shop) => ({ event: 'landedCost.allocate', date: shop.today, supplier: 'SUPPL', currency: 'IDR', by: 'weight', amount: '100000', receipts: ['light'], receiptDocuments: [shop.document('light')] }), at: (hand) => hand.word('purchases:landed.by') },
  { code: 'TAX_CODE_UNKNOWN', what: 'a tax of a later version', screen: 'sales.invoice', draft: sale({ tax: 'ppn13' }), at: d('tax') },
  { code: 'TAX_CURRENCY', what: 'VAT in dollars', screen: 'sales.invoice', draft: sale({ currency: 'USD', rate: '16000' }), type: (hand) => hand.choose(hand.word('documents:field.tax'), hand.word('documents:tax.ppn12')), at: d('tax') },
  {
    code: 'TAX_NOT_REGISTERED', what: 'VAT of a company without it', screen: 'sales.invoice', draft: sale({ tax: 'ppn12' }), at: d('tax'),
    meanwhile: async (shop) => { await shop.call('event.post', { event: { event: 'company.set', id: 'c-small', date: shop.today, name: 'CV Rotan Samudra', vatRegistered: false } }) },
    afterwards: async (shop) => { await shop.call('event.post', { event: { event: 'company.set', id: 'c-large', date: shop.today, name: 'CV Rotan Samudra', vatRegistered: true } }) },
  },
  { code: 'ALREADY_POSTED', what: 'a month of a machine twice', screen: 'journal.depreciation', draft: depreciation({ asset: 'Lathe' }) },
  { code: 'OUTSIDE_ASSET_LIFE', what: 'a month before the machine came', screen: 'journal.depreciation', draft: (shop) => ({ ...depreciation({})(shop), startPeriod: `${Number(shop.today.slice(0, 4)) + 1}-01` }), at: d('period') },
]

/** Provoked in the dialog that takes a document back. */
export const reversalRefusals: readonly RefusalCode[] = ['HAS_DEPENDENTS', 'ALREADY_REVERSED']
/** Provoked on the first screen. */
export const startRefusals: readonly RefusalCode[] = ['BOOK_EXISTS', 'BOOK_NOT_FOUND', 'BOOK_NOT_A_BOOK']

/** What no form of the program can provoke, and why; or where else it is provoked in a page. */
export const notInForms: Readonly<Record<string, readonly RefusalCode[]>> = {
  'only a file of events can hold it: forms make events of known kinds': ['FILE_INVALID', 'UNKNOWN_EVENT'],
  'the act is offered only on documents that it fits': ['NOT_REVERSIBLE'],
  'told by the file system or by another program that has the book; told on the first screen and provoked by the tests of the book': [
    'BOOK_DAMAGED', 'BOOK_NEWER', 'BOOK_LOCKED', 'BOOK_READ_ONLY', 'BOOK_MIGRATION_CHANGED', 'BOOK_NOT_OPEN', 'DISK_FULL', 'FOLDER_READ_ONLY', 'BOOK_COPIED', 'FILE_TOO_LARGE', 'FILE_NOT_FOUND', 'BACKUP_INVALID',
  ],
  'a document that is gone or was changed elsewhere: lists and links lead only to what is there; drafts are merged (tests of the backend)': ['DOCUMENT_NOT_FOUND', 'DRAFT_CHANGED', 'DOCUMENT_POSTED'],
  'a document greater than the server takes: the fields of a form are shorter, and pictures are told of when they are added': ['DOCUMENT_TOO_LARGE'],
  'choices between two versions, in the inbox: no form of a document': ['CHOICE_GONE', 'JOIN_DIFFERENT', 'JOIN_IMPOSSIBLE'],
  'a call that the page never makes, or no fault of what was typed': ['UNKNOWN_COMMAND', 'INPUT_INVALID', 'ROLE_FORBIDDEN', 'INTERNAL', 'CANCELLED', 'BACKEND_GONE', 'REPORT_UNKNOWN', 'FORMAT_UNKNOWN', 'USAGE'],
  'papers: told beside the paper (tests of the papers)': ['PAPER_UNKNOWN', 'PAPER_REFUSED', 'GLYPH_MISSING'],
  'the line and the server: told on the synchronisation screen (from-server.e2e and the tests of sync)': [
    'SYNC_NOT_SET', 'SYNC_OFFLINE', 'SYNC_UNAUTHORIZED', 'SYNC_FORBIDDEN', 'SYNC_NOT_FOUND', 'SYNC_SERVER_ERROR', 'SYNC_DENIED', 'SYNC_URL_INVALID', 'SYNC_WRONG_BOOK', 'SYNC_REPLACED', 'SYNC_STORE_FAILED', 'SYNC_OUT_OF_SPACE', 'SYNC_SERVER_FULL', 'SYNC_DELETIONS', 'SECRETS_UNAVAILABLE',
  ],
  'keys of devices, invitations and the making of a server: told on the synchronisation screen, where no document is made (tests of sync)': [
    'DEVICE_KEY_LOCKED', 'DEVICE_UNKNOWN', 'DEVICE_OWN', 'INVITATION_DAMAGED', 'INVITATION_NEWER', 'INVITATION_EXPIRED', 'INVITATION_USED', 'SERVER_ADMIN_NEEDED', 'SERVER_NOT_COUCHDB', 'SERVER_PIN', 'SERVER_CERTIFICATE',
  ],
  'what arrived and cannot be shown: told on the page of what was set aside (tests of quarantine)': ['QUARANTINE_KEPT'],
  'parcels on a stick and the PC beside: told where they are taken in and joined, and no document is made there (tests of parcels and of the local line)': [
    'PARCEL_INVALID', 'PARCEL_PARTIAL', 'PARCEL_NEWER', 'PARCEL_WRONG_BOOK', 'PARCEL_DAMAGED', 'PARCEL_FORGED', 'PARCEL_UNTRUSTED', 'PARCEL_LOST', 'PARCEL_EXISTS', 'LAN_CODE_WRONG', 'LAN_CODE_FORM', 'LAN_NOT_MENDUNIA', 'LAN_LOST', 'LAN_FORGED',
    'LAN_NOT_FOUND', 'LAN_NOT_PAIRED', 'LAN_PORT_TAKEN', 'DEVICE_NOT_TRUSTED',
  ],
  'where a book lies: told on the first screen, by the disk of the PC (tests of the book)': ['BOOK_ON_REMOVABLE', 'BOOK_ON_NETWORK', 'BOOK_IN_SYNC_FOLDER'],
  'files of banks and tables: told row by row when they are tried (banking.e2e and the tests of importing)': [
    'BANK_FORMAT_UNKNOWN', 'BANK_EMPTY', 'BANK_ROW', 'BANK_BALANCE', 'BANK_TOTALS', 'BANK_ACCOUNT', 'BANK_ACCOUNT_UNKNOWN', 'BANK_LINE_MATCHED', 'BANK_LINE_OPEN', 'BANK_PROPOSAL_GONE', 'ID_FLOAT', 'NUM_AMBIGUOUS',
    'IMPORT_COLUMN_MISSING', 'IMPORT_ROWS_BAD', 'IMPORT_EMPTY', 'IMPORT_REPEATED', 'W_BANK_DUPLICATE', 'W_BANK_GAP', 'W_BANK_PENDING',
  ],
  'tax numbers and the tax office’s file: told as a finding beside the field or the row, and nothing is posted there (tax.e2e)': [
    'NPWP_LENGTH', 'NPWP_DIGITS', 'NITKU_LENGTH', 'NITKU_PREFIX', 'W_NIK_DATE', 'FAKTUR_EXPORT', 'CORETAX_SELLER', 'CORETAX_BUYER_ID', 'CORETAX_ADDRESS', 'CORETAX_COUNTRY', 'CORETAX_UNIT', 'CORETAX_GOODS_CODE', 'CORETAX_CODE', 'CORETAX_ADDINFO',
    'CORETAX_DATE_FUTURE', 'CORETAX_FILED', 'CORETAX_NUMBER_TWICE', 'CORETAX_SUM', 'CORETAX_DEPOSIT', 'W_CORETAX_QUANTITY', 'CORETAX_REFUSED', 'CORETAX_EMPTY', 'RATE_TABLE_EMPTY', 'RATE_WEEK',
  ],
}
