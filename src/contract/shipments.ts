import * as v from 'valibot'
import { isPlainDate } from '../core/calendar/index.ts'
import type { ShipmentData } from '../core/shipment/index.ts'
import { fileSource } from './banking.ts'
import { command, everyone, query, writers } from './define.ts'
import type { FileOutput, PaperFinding } from './views.ts'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const id = text(200)
const day = v.pipe(v.string(), v.check((text) => isPlainDate(text), 'no such day'))
const language = v.picklist(['id', 'en', 'zh'])
const languages = v.pipe(v.array(language), v.minLength(1), v.maxLength(2))
const paperSize = v.optional(v.picklist(['A4', 'F4', 'Letter']), 'A4')

export interface InThreeLanguages { readonly id: string; readonly en: string; readonly zh: string }

/** What a rule found in a folder: beside which field, and what one key would set right. */
export interface ShipmentFinding extends PaperFinding {
  readonly paper: string
  /** Law, standard or custom. */
  readonly source: string
  /** Paths and new values that settle it; null where a person has to know. */
  readonly fix: { readonly label: InThreeLanguages; readonly changes: Readonly<Record<string, unknown>> } | null
}

/** A paper that the shipment needs, may need, or has. */
export interface ChecklistRow {
  readonly type: string
  readonly title: InThreeLanguages
  readonly kind: 'made' | 'dataSheet' | 'received'
  readonly issuer: string
  readonly demand: 'required' | 'usual' | 'possible'
  /** `issued`: a frozen version of the folder as it is; `changed`: the folder has moved on since. */
  readonly state: 'missing' | 'ready' | 'blocked' | 'issued' | 'changed' | 'received' | 'notNeeded'
  /** Day by which it must exist. */
  readonly by: string | null
  readonly number: string | null
  readonly versions: readonly { readonly id: string; readonly version: number; readonly number: string | null; readonly date: string | null; readonly at: string; readonly author: string }[]
  readonly errors: number
  readonly warnings: number
}

export interface TimelineRow {
  /** Locale key `shipments:step.<step>`. */
  readonly step: string
  readonly date: string | null
  readonly state: 'done' | 'next' | 'late' | 'open'
}

export interface ShipmentView {
  readonly id: string
  readonly rev: string
  readonly reference: string
  readonly closed: boolean
  readonly data: ShipmentData
  readonly orders: readonly string[]
  readonly invoices: readonly string[]
  /** What the imported file said beside the known fields. */
  readonly notes: Readonly<Record<string, unknown>>
  readonly figures: {
    readonly subtotal: string; readonly discount: string; readonly freight: string | null; readonly insurance: string | null; readonly total: string; readonly fob: string; readonly cif: string
    readonly insuredValue: string | null; readonly packages: number; readonly netKg: string; readonly grossKg: string; readonly cbm: string
    readonly lineAmounts: readonly string[]
    readonly rows: readonly { readonly line: number; readonly sku: string; readonly from: number; readonly to: number; readonly count: number; readonly typeCode: string; readonly netKg: string; readonly grossKg: string; readonly cbm: string; readonly mixed: boolean }[]
  }
  readonly findings: readonly ShipmentFinding[]
  readonly checklist: readonly ChecklistRow[]
  readonly timeline: readonly TimelineRow[]
  readonly received: readonly { readonly id: string; readonly type: string; readonly number: string | null; readonly date: string | null; readonly file: string | null; readonly at: string }[]
}

export interface ShipmentImport {
  readonly shipment: string
  readonly status: 'created' | 'unchanged'
  readonly company: 'matched' | 'completed' | 'differs'
  readonly parties: readonly { readonly code: string; readonly created: boolean }[]
  readonly products: readonly { readonly code: string; readonly created: boolean }[]
  /** Drafts of the sales order and of the invoice. */
  readonly order: string | null
  readonly invoice: string | null
  readonly packages: number
}

/** What changed in the folder between two issued versions of a paper, or since the last one. */
export interface IssuedDifference { readonly field: string; readonly before: string | null; readonly after: string | null }
export interface IssuedPaper {
  readonly id: string
  readonly type: string
  readonly version: number
  readonly number: string | null
  readonly date: string | null
  readonly at: string
  readonly author: string
  readonly data: ShipmentData
  readonly accepted: Readonly<Record<string, string>>
  readonly differences: readonly IssuedDifference[]
}

export interface ReferenceRow {
  readonly code: string
  readonly name: InThreeLanguages
  /** What tells it from others: country, chapter, kind. */
  readonly note: string
  /** The owner has used it before. */
  readonly own: boolean
}
export interface ReferenceList {
  readonly list: string
  readonly source: string
  readonly sourceDate: string
  readonly licence: string
  readonly complete: boolean
  readonly entries: number
}
export const referenceLists = ['incoterms', 'countries', 'currencies', 'ports', 'packages', 'units', 'hs', 'customsOffices', 'documentCodes', 'agreements', 'containers', 'paymentTerms', 'transportModes'] as const
export type ReferenceName = (typeof referenceLists)[number]

export const shipmentEntries = {
  /** Takes a whole shipment in its JSON form; nothing is refused that a rule can name. */
  'shipment.import': command<ShipmentImport>()({ input: v.strictObject({ source: fileSource }), role: writers, errors: ['FILE_NOT_FOUND', 'FILE_TOO_LARGE', 'FILE_INVALID', 'DISK_FULL'] }),
  /** A new folder from sales orders or invoices, drafts or posted; none makes an empty one. */
  'shipment.create': command<{ readonly id: string; readonly rev: string }>()({ input: v.strictObject({ documents: v.optional(v.pipe(v.array(id), v.maxLength(50)), []), today: v.optional(day) }), role: writers, errors: ['DOCUMENT_NOT_FOUND', 'DISK_FULL'] }),
  'shipment.get': query<ShipmentView>()({ input: v.strictObject({ id, today: v.optional(day) }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  /** Writes facts by their paths; null clears one. */
  'shipment.save': command<{ readonly id: string; readonly rev: string }>()({
    input: v.strictObject({ id, rev: v.optional(text(100)), changes: v.record(text(200), v.unknown()) }), role: writers, errors: ['DOCUMENT_NOT_FOUND', 'DRAFT_CHANGED', 'FIELD_INVALID', 'DISK_FULL'],
  }),
  'shipment.check': query<readonly ShipmentFinding[]>()({ input: v.strictObject({ id, today: v.optional(day) }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  /** Lays the goods of the folder into packages by the products' packing rules. */
  'shipment.pack': command<{ readonly id: string; readonly rev: string; readonly packages: number; readonly without: readonly string[] }>()({ input: v.strictObject({ id }), role: writers, errors: ['DOCUMENT_NOT_FOUND', 'DISK_FULL'] }),
  /** Freezes a paper with the folder's facts as they are. Warnings that were accepted keep their reason. */
  'shipment.issue': command<{ readonly id: string; readonly version: number; readonly number: string | null }>()({
    input: v.strictObject({ id, type: text(50), today: v.optional(day), accept: v.optional(v.record(text(20), text(500)), {}) }), role: writers,
    errors: ['DOCUMENT_NOT_FOUND', 'PAPER_UNKNOWN', 'PAPER_REFUSED', 'DISK_FULL'],
  }),
  'shipment.issued': query<IssuedPaper>()({ input: v.strictObject({ id }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  /** Keeps a paper that came from others, with its key facts. */
  'shipment.receive': command<{ readonly id: string }>()({
    input: v.strictObject({ id, type: text(50), number: v.optional(text(100)), date: v.optional(day), source: v.optional(fileSource) }), role: writers,
    errors: ['DOCUMENT_NOT_FOUND', 'FILE_NOT_FOUND', 'FILE_TOO_LARGE', 'DISK_FULL'],
  }),
  'shipment.receivedFile': query<FileOutput>()({ input: v.strictObject({ id }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  'shipment.forget': command<null>()({ input: v.strictObject({ id }), role: writers, errors: ['DOCUMENT_NOT_FOUND', 'DISK_FULL'] }),
  /** The papers of a folder in one file, or one file each; with what its rules refused. */
  'shipment.papers': query<{ readonly files: readonly FileOutput[]; readonly refused: readonly { readonly type: string; readonly codes: readonly string[] }[] }>()({
    input: v.strictObject({
      id, today: v.optional(day), types: v.optional(v.pipe(v.array(text(50)), v.maxLength(60))), languages, paper: paperSize, form: v.optional(v.picklist(['files', 'zip', 'pdf', 'eml', 'png']), 'files'), draft: v.optional(v.boolean(), false),
    }),
    role: everyone, errors: ['DOCUMENT_NOT_FOUND', 'PAPER_UNKNOWN', 'GLYPH_MISSING', 'CANCELLED'],
  }),
  /** Writes the papers of a folder as files into a folder of this PC, which is made where it is not there. */
  'shipment.saveSet': command<{ readonly folder: string; readonly written: readonly string[]; readonly refused: readonly { readonly type: string; readonly codes: readonly string[] }[] }>()({
    input: v.strictObject({ id, today: v.optional(day), folder: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)), types: v.optional(v.pipe(v.array(text(50)), v.maxLength(60))), languages, paper: paperSize }),
    role: everyone, errors: ['DOCUMENT_NOT_FOUND', 'PAPER_UNKNOWN', 'GLYPH_MISSING', 'CANCELLED', 'FOLDER_READ_ONLY', 'DISK_FULL'],
  }),
  /** One paper of many shipments or invoices, each in a file of its own; printed on all cores, told as it goes, stopped by `job.cancel`. */
  'paper.batch': command<{ readonly folder: string; readonly written: number; readonly refused: readonly { readonly id: string; readonly codes: readonly string[] }[] }>()({
    input: v.strictObject({ documents: v.pipe(v.array(id), v.minLength(1), v.maxLength(5000)), type: text(50), folder: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)), languages, paper: paperSize, today: v.optional(day) }),
    role: everyone, errors: ['DOCUMENT_NOT_FOUND', 'PAPER_UNKNOWN', 'GLYPH_MISSING', 'CANCELLED', 'FOLDER_READ_ONLY', 'DISK_FULL'],
  }),
  /** Rows of a list of codes that fit the words, the owner's own choices first. */
  'reference.find': query<readonly ReferenceRow[]>()({
    input: v.strictObject({ list: v.picklist(referenceLists), text: text(200), limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(200)), 20) }), role: everyone,
  }),
  'reference.lists': query<readonly ReferenceList[]>()({ input: v.strictObject({}), role: everyone }),
} as const
