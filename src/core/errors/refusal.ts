/**
 * An expected refusal is a value. `code` is one of the catalogue (the texts are `errors:<CODE>` in the locale files, filled
 * from `params`), `field` is the path of the field it is about (`lines.2.quantity`, lines counted from 0), absent when it is
 * about the whole.
 */
export interface Refusal {
  readonly code: RefusalCode
  readonly params: Readonly<Record<string, string | number>>
  readonly field?: string
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusals: readonly Refusal[] }

export function refuse(code: RefusalCode, params: Record<string, string | number> = {}, field?: string): Refusal {
  return field === undefined ? { code, params } : { code, params, field }
}

/** Every refusal code of the program, with the names of its parameters. One fact, one code. */
export const refusalCatalogue = {
  // business events (events contract, section 6)
  FILE_INVALID: [], UNKNOWN_EVENT: ['event'], FIELD_MISSING: ['name'], FIELD_INVALID: ['name'], LINES_EMPTY: [],
  BAD_DECIMAL: ['text'], PRECISION_EXCEEDED: ['text', 'places'], NOT_POSITIVE: ['text'], DATE_INVALID: ['text'],
  DUPLICATE_ID: ['id'], DUPLICATE_CODE: ['code'],
  UNKNOWN_ACCOUNT: ['code'], UNKNOWN_PARTY: ['code'], UNKNOWN_PRODUCT: ['code'], UNKNOWN_WAREHOUSE: ['code'],
  UNKNOWN_REFERENCE: ['id'], WRONG_REFERENCE_TYPE: ['id', 'type'], REFERENCE_REVERSED: ['id'], PARTY_MISMATCH: ['id', 'party'],
  DATE_BEFORE_REFERENCE: ['id', 'date'], CURRENCY_UNKNOWN: ['currency'], CURRENCY_MISMATCH: ['currency'], RATE_MISSING: ['currency', 'date'],
  PERIOD_CLOSED: ['period'], UNBALANCED: ['debit', 'credit'], CONTROL_ACCOUNT: ['account'], ACCOUNT_NOT_CASH: ['account'],
  STOCK_NEGATIVE: ['product', 'warehouse', 'available'], COST_UNKNOWN: ['product'], NOT_STOCKED: ['product'], NOT_DELIVERED: ['product'],
  OVER_ALLOCATED: ['id', 'open'], DEPOSIT_EXCEEDED: ['id', 'open'], ALLOCATION_EXCEEDS_PAYMENT: ['paid', 'allocated'],
  OVER_INVOICED: ['left'], OVER_RETURNED: ['left'], OVER_DELIVERED: ['product', 'left'], OVER_CREDITED: ['left'],
  ALLOCATION_BASIS_ZERO: [], TAX_CODE_UNKNOWN: ['code'], TAX_CURRENCY: [], TAX_NOT_REGISTERED: [],
  ALREADY_POSTED: ['what'], OUTSIDE_ASSET_LIFE: ['period'], NOT_REVERSIBLE: ['id'], ALREADY_REVERSED: ['id'], HAS_DEPENDENTS: ['id', 'dependents'],
  AMOUNT_TOO_LARGE: [], TEXT_TOO_LONG: ['name', 'max'], TEXT_CHARACTERS: ['name'],
  // the book file
  BOOK_NOT_FOUND: ['file'], BOOK_EXISTS: ['file'], BOOK_NOT_A_BOOK: ['file'], BOOK_DAMAGED: ['file', 'detail'], BOOK_NEWER: ['file', 'version'],
  BOOK_LOCKED: ['file'], BOOK_READ_ONLY: ['file'], BOOK_MIGRATION_CHANGED: ['migration'], BOOK_NOT_OPEN: [], DISK_FULL: ['file'], FOLDER_READ_ONLY: ['folder'],
  BOOK_COPIED: [], FILE_TOO_LARGE: ['size', 'max'], FILE_NOT_FOUND: ['file'], BACKUP_INVALID: ['detail'],
  // documents and drafts
  DOCUMENT_NOT_FOUND: ['id'], DRAFT_CHANGED: ['id'], DOCUMENT_POSTED: ['id'], DOCUMENT_TOO_LARGE: ['size', 'max'],
  CHOICE_GONE: ['name'], JOIN_DIFFERENT: ['name'], JOIN_IMPOSSIBLE: [], QUARANTINE_KEPT: ['id'],
  // parcels, and where a book may lie
  PARCEL_INVALID: ['file'], PARCEL_PARTIAL: [], PARCEL_NEWER: ['version'], PARCEL_WRONG_BOOK: ['company'], PARCEL_DAMAGED: ['file'], PARCEL_FORGED: ['device'], PARCEL_UNTRUSTED: ['device'], PARCEL_LOST: ['file'], PARCEL_EXISTS: ['file'],
  LAN_CODE_WRONG: [], LAN_CODE_FORM: [], LAN_NOT_MENDUNIA: [], LAN_LOST: [], LAN_FORGED: [], LAN_NOT_FOUND: ['address'], LAN_NOT_PAIRED: [], LAN_PORT_TAKEN: ['port'],
  BOOK_ON_REMOVABLE: ['file'], BOOK_ON_NETWORK: ['file'], BOOK_IN_SYNC_FOLDER: ['file', 'program'],
  // contract
  UNKNOWN_COMMAND: ['name'], INPUT_INVALID: ['detail'], ROLE_FORBIDDEN: ['role'], INTERNAL: ['reference'], CANCELLED: [], BACKEND_GONE: [],
  // papers
  PAPER_UNKNOWN: ['type'], PAPER_REFUSED: ['codes'], GLYPH_MISSING: ['character'],
  // replication
  SYNC_NOT_SET: [], SYNC_OFFLINE: [], SYNC_UNAUTHORIZED: [], SYNC_FORBIDDEN: [], SYNC_NOT_FOUND: [], SYNC_SERVER_ERROR: ['status'], SYNC_DENIED: ['count'],
  SYNC_URL_INVALID: ['url'], SYNC_WRONG_BOOK: [], SYNC_REPLACED: [], SYNC_STORE_FAILED: ['detail'], SYNC_OUT_OF_SPACE: [], SYNC_SERVER_FULL: [], SYNC_DELETIONS: ['count'], SECRETS_UNAVAILABLE: [],
  // devices, invitations and the company's server
  DEVICE_KEY_LOCKED: [], DEVICE_NOT_TRUSTED: [], DEVICE_UNKNOWN: ['code'], DEVICE_OWN: [], INVITATION_DAMAGED: [], INVITATION_NEWER: [], INVITATION_EXPIRED: ['until'], INVITATION_USED: [], SERVER_ADMIN_NEEDED: [], SERVER_NOT_COUCHDB: [],
  SERVER_PIN: ['pin'], SERVER_CERTIFICATE: ['detail'],
  // files of banks and tables to take in
  BANK_FORMAT_UNKNOWN: ['header'], BANK_EMPTY: [], BANK_ROW: ['row', 'text'], BANK_BALANCE: ['row', 'expected', 'actual'], BANK_TOTALS: ['what', 'expected', 'actual'],
  BANK_ACCOUNT: ['fileAccount', 'account'], BANK_ACCOUNT_UNKNOWN: ['fileAccount', 'currency'], BANK_LINE_MATCHED: ['id'], BANK_LINE_OPEN: ['id'], BANK_PROPOSAL_GONE: [], ID_FLOAT: ['row'],
  NUM_AMBIGUOUS: ['text', 'a', 'b'], IMPORT_COLUMN_MISSING: ['column'], IMPORT_ROWS_BAD: ['count'], IMPORT_EMPTY: [], IMPORT_REPEATED: ['code', 'row'],
  W_BANK_DUPLICATE: ['count'], W_BANK_GAP: ['closing', 'opening', 'from'], W_BANK_PENDING: ['count'],
  // tax numbers, tax papers and the tax office's files
  NPWP_LENGTH: ['npwp'], NPWP_DIGITS: ['count'], NITKU_LENGTH: ['count'], NITKU_PREFIX: ['npwp'], W_NIK_DATE: ['date'], FAKTUR_EXPORT: ['number'],
  CORETAX_SELLER: [], CORETAX_BUYER_ID: ['party'], CORETAX_ADDRESS: ['party'], CORETAX_COUNTRY: ['country'], CORETAX_UNIT: ['unit', 'product'], CORETAX_GOODS_CODE: ['code', 'product'], CORETAX_CODE: ['code'],
  CORETAX_ADDINFO: ['code'], CORETAX_DATE_FUTURE: ['date'], CORETAX_FILED: ['period', 'until'], CORETAX_NUMBER_TWICE: ['number'], CORETAX_SUM: ['line'], CORETAX_DEPOSIT: ['number'],
  W_CORETAX_QUANTITY: ['quantity', 'product'], CORETAX_REFUSED: ['count'], CORETAX_EMPTY: ['from', 'to'], RATE_TABLE_EMPTY: [], RATE_WEEK: ['date'],
  REPORT_UNKNOWN: ['name'], FORMAT_UNKNOWN: ['format'], USAGE: ['detail'],
} as const satisfies Record<string, readonly string[]>

export type RefusalCode = keyof typeof refusalCatalogue

/** Thrown where a value cannot be returned (across layers that throw); carries the same refusals. */
export class RefusalError extends Error {
  readonly refusals: readonly Refusal[]
  constructor(...refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => `${refusal.code} ${JSON.stringify(refusal.params)}`).join('; '))
    this.name = 'RefusalError'
    this.refusals = refusals
  }
}
