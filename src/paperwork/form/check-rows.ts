import { transportDocument, transportKind } from '../../core/shipment/index.ts'
import { type Context, type FactResult, joined, reference, typedText } from './context.ts'
import { cargoFacts } from './cargo-facts.ts'
import { latestPresentation, moneyFacts, text } from './money-facts.ts'
import { partyFacts } from './party-facts.ts'
import { type RowTable, tableOf } from './row-table.ts'
import { shippedOn, transportFacts } from './transport-facts.ts'

// Lists that compare: what a credit asks against what there is, a carrier's draft against our instruction, what is enclosed.

interface Asked { readonly index: number, readonly asked: string, readonly found: string }
interface Compared { readonly label: string, readonly path: string, readonly expected: string, readonly found: string, readonly result: Verdict }
interface Enclosed { readonly name: string, readonly path: string, readonly originals: string, readonly copies: string }
type Verdict = 'same' | 'differs' | 'missing' | 'ok'

const verdicts: Readonly<Record<Verdict, { id: string, en: string, zh: string }>> = {
  same: { id: 'sama', en: 'same', zh: '一致' }, differs: { id: 'BEDA', en: 'DIFFERS', zh: '不符' }, missing: { id: 'belum ada', en: 'not stated', zh: '未注明' }, ok: { id: 'sesuai', en: 'complies', zh: '相符' },
}

/** The paper of ours that a condition of field 46A names, by its words; empty where there is none. */
function paperFor(condition: string, context: Context): string {
  const { data, language } = context
  const asked = condition.toLowerCase()
  const papers = data.papers ?? {}
  const { no, date } = transportDocument(data)
  const refer = (paper: { no?: string, date?: string } | undefined, name?: string): string => text(reference(paper?.no ?? (paper === undefined ? undefined : name), paper?.date, context))
  if (/invoice/.test(asked)) return refer(papers['commercialInvoice'])
  if (/packing/.test(asked)) return refer(papers['packingList'])
  if (/bill of lading|air ?waybill|b\/l|awb|transport/.test(asked)) return text(reference(no, date, context))
  if (/insurance/.test(asked)) return refer(papers['insurance'])
  if (/origin|form|rcep/.test(asked)) return refer(papers['rcep'] ?? papers['formE'] ?? papers['formD'] ?? papers['formB'] ?? papers['skaData'], 'SKA')
  if (/phyto/.test(asked)) return refer(papers['phyto'])
  if (/benefic/.test(asked)) return { id: 'dibuat', en: 'issued', zh: '已出具' }[language]
  return ''
}

const copiesOf = (condition: string): string => /(\d+)\s*(?:originals?|copies|fold|asli)/i.exec(condition)?.[1] ?? (/full set|3\/3/i.test(condition) ? '3/3' : '1')

function enclosures(context: Context): Enclosed[] {
  const { data } = context
  const asked = data.payment?.lc?.documents
  if (asked !== undefined && asked.length > 0) return asked.map((name, index) => ({ name, path: `payment.lc.documents[${index}]`, originals: copiesOf(name), copies: '1' }))
  const air = transportKind(data) === 'air' || transportKind(data) === 'courier'
  const words = {
    id: ['Faktur komersial', 'Daftar kemasan', air ? 'Air waybill' : 'Bill of lading', 'Sertifikat asuransi', 'Surat keterangan asal'], en: ['Commercial invoice', 'Packing list', air ? 'Air waybill' : 'Bill of lading', 'Insurance certificate', 'Certificate of origin'],
    zh: ['商业发票', '装箱单', air ? '空运单' : '提单', '保险单', '原产地证'],
  }[context.language]
  const origin = Object.keys(data.papers ?? {}).find((key) => /^(form|rcep|ska)/.test(key))
  return [
    { name: joined(' ', words[0], data.papers?.['commercialInvoice']?.no), path: 'papers.commercialInvoice', originals: '3', copies: '3' },
    { name: joined(' ', words[1], data.papers?.['packingList']?.no), path: 'papers.packingList', originals: '3', copies: '3' },
    { name: joined(' ', words[2], transportDocument(data).no), path: 'shipment.blNo', originals: air ? '1' : data.shipment?.originals ?? '3/3', copies: '3' },
    ...(data.papers?.['insurance'] === undefined ? [] : [{ name: joined(' ', words[3], data.papers['insurance'].no), path: 'papers.insurance', originals: '1', copies: '1' }]),
    ...(origin === undefined ? [] : [{ name: joined(' ', words[4], origin === 'formE' ? 'Form E' : origin.toUpperCase()), path: `papers.${origin}`, originals: '1', copies: '2' }]),
  ]
}

const blFields = ['sellerName', 'consigneeName', 'means', 'portLoading', 'portDischarge', 'packages', 'grossWeight3', 'volumeCbm', 'container', 'freightTerms', 'marksLine'] as const

/** Our instruction against what the carrier's draft says; `papers.blDraft.<field>` holds what was typed or read from it. */
function compared(context: Context): Compared[] {
  const all = { ...partyFacts, ...transportFacts, ...cargoFacts }
  return blFields.map((name) => {
    const fact = all[name]
    const expected = text(fact?.value(context) ?? null).replaceAll('\n', ', ')
    const found = typedText(context, name, 'blDraft') ?? ''
    const result: Verdict = found === '' ? 'missing' : squeezed(found) === squeezed(expected) ? 'same' : 'differs'
    return { label: name, path: fact?.path ?? '', expected, found, result }
  })
}

function squeezed(value: string): string {
  return value.toUpperCase().replace(/[\s.,]+/g, '')
}

/** The conditions of the credit that figures and dates decide. @source UCP 600 art. 6, 14, 18, 20, 30 */
function creditChecks(context: Context): Compared[] {
  const { data, figures } = context
  const lc = data.payment?.lc
  if (lc === undefined || lc === null) return []
  const fact = (name: string): string => text(moneyFacts[name]?.value(context) ?? transportFacts[name]?.value(context) ?? null)
  const until = (left: string | undefined, right: string | undefined): Verdict => (left === undefined || right === undefined ? 'missing' : left <= right ? 'ok' : 'differs')
  const presented = data.papers?.['presentation']?.date
  const within = figures.total >= amount(context, 'lcMinimum') && figures.total <= amount(context, 'lcMaximum')
  return [
    { label: 'lcLatestShipment', path: 'payment.lc.latestShipment', expected: fact('lcLatestShipment'), found: fact('onBoardDate'), result: until(shippedOn(data), lc.latestShipment) },
    { label: 'lcLatestPresentation', path: 'payment.lc.presentationDays', expected: fact('lcLatestPresentation'), found: fact('presentationDate'), result: until(presented, latestPresentation(data)) },
    { label: 'lcExpiry', path: 'payment.lc.expiryDate', expected: fact('lcExpiry'), found: fact('presentationDate'), result: until(presented, lc.expiryDate) },
    { label: 'lcAmount', path: 'payment.lc.amount', expected: `${fact('lcMinimum')} – ${fact('lcMaximum')}`, found: fact('totalCurrency'), result: within ? 'ok' : 'differs' },
    { label: 'lcApplicant', path: 'payment.lc.applicant', expected: lc.applicant ?? '', found: data.buyer?.name ?? '', result: lc.applicant === undefined ? 'missing' : squeezed(lc.applicant) === squeezed(data.buyer?.name ?? '') ? 'ok' : 'differs' },
    { label: 'lcGoods', path: 'payment.lc.goodsText', expected: lc.goodsText ?? '', found: data.goodsHeader ?? '', result: lc.goodsText === undefined ? 'missing' : squeezed(data.goodsHeader ?? '').includes(squeezed(lc.goodsText)) ? 'ok' : 'differs' },
    ...(lc.portLoading === undefined ? [] : [{ label: 'portLoading', path: 'payment.lc.portLoading', expected: lc.portLoading, found: fact('portLoading'), result: samePort(lc.portLoading, data.shipment?.portLoading, fact('portLoading')) }]),
    ...(lc.portDischarge === undefined ? [] : [{ label: 'portDischarge', path: 'payment.lc.portDischarge', expected: lc.portDischarge, found: fact('portDischarge'), result: samePort(lc.portDischarge, data.shipment?.portDischarge, fact('portDischarge')) }]),
  ]
}

function samePort(asked: string, code: string | undefined, name: string): Verdict {
  return code === undefined ? 'missing' : asked === code || squeezed(name).includes(squeezed(asked)) ? 'ok' : 'differs'
}

function amount(context: Context, name: 'lcMinimum' | 'lcMaximum'): bigint {
  const value = moneyFacts[name]?.value(context)
  return value === null || value === undefined || typeof value === 'string' ? 0n : BigInt(value.plain.replace('.', ''))
}

const comparison = (rows: (context: Context) => Compared[]): RowTable => tableOf<Compared>(rows, {
  field: [(_, row) => row.path, ({ label }) => `{${label}}`],
  expected: [(_, row) => row.path, ({ expected }): FactResult => expected],
  found: [(_, row) => row.path, ({ found }): FactResult => found],
  result: [(_, row) => row.path, ({ result }, { language }) => verdicts[result][language]],
})

export const checkRows: Readonly<Record<'lcDocuments' | 'enclosures' | 'blFields' | 'lcChecks', RowTable>> = {
  lcDocuments: tableOf<Asked>((context) => (context.data.payment?.lc?.documents ?? []).map((asked, index) => ({ index, asked, found: paperFor(asked, context) })), {
    no: [(index) => `payment.lc.documents[${index}]`, (_, _context, index) => String(index + 1)],
    asked: [(index) => `payment.lc.documents[${index}]`, ({ asked }) => asked],
    copies: [(index) => `payment.lc.documents[${index}]`, ({ asked }) => copiesOf(asked)],
    found: [(index) => `payment.lc.documents[${index}]`, ({ found }) => found],
    result: [(index) => `payment.lc.documents[${index}]`, ({ found }, { language }) => verdicts[found === '' ? 'missing' : 'ok'][language]],
  }),
  enclosures: tableOf<Enclosed>(enclosures, {
    no: [(_, row) => row.path, (_, _context, index) => String(index + 1)],
    name: [(_, row) => row.path, ({ name }) => name],
    originals: [(_, row) => row.path, ({ originals }) => originals],
    copies: [(_, row) => row.path, ({ copies }) => copies],
  }),
  blFields: comparison(compared),
  lcChecks: comparison(creditChecks),
}
