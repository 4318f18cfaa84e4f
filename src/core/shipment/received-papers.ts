import { isExport } from './parties.ts'
import type { ShipmentData } from './shipment-data.ts'
import { asksPaper, hasCredit, isAir, isCourier, isFcl, isFood, isLcl, isPlantGoods, isSea, isTimber, usesConsignmentNote } from './situation.ts'

/** A paper that others give out and the exporter keeps as a scan with its key facts (class F of the domain notes). */
export interface ReceivedPaper {
  readonly type: string
  readonly title: Readonly<Record<'id' | 'en' | 'zh', string>>
  readonly issuer: string
  /** Needed, usual or only possible for this shipment; null where it has none. */
  readonly demand: (data: ShipmentData) => 'required' | 'usual' | 'possible' | null
  /** Where number and date stand in the shipment, so that the scan's key facts fill the papers. */
  readonly number?: string
  readonly date?: string
}

const received = (type: string, id: string, en: string, zh: string, issuer: string, demand: ReceivedPaper['demand'], number?: string, date?: string): ReceivedPaper =>
  ({ type, title: { id, en, zh }, issuer, demand, ...(number === undefined ? {} : { number }), ...(date === undefined ? {} : { date }) })
const when = (holds: boolean, demand: 'required' | 'usual'): 'required' | 'usual' | 'possible' => (holds ? demand : 'possible')
const always = (): 'possible' => 'possible'
const declares = (data: ShipmentData): boolean => isExport(data) && !usesConsignmentNote(data)

/** @source domain notes "export papers", 1.1 to 1.4 */
export const receivedPapers: readonly ReceivedPaper[] = [
  received('purchase-order', 'Pesanan pembeli (PO)', 'Buyer’s purchase order', '买方订单', 'buyer', () => 'usual', 'order.buyerOrderNo', 'order.buyerOrderDate'),
  received('letter-of-credit', 'L/C (MT700)', 'Letter of credit (MT700)', '信用证', 'bank', (data) => (hasCredit(data) ? 'required' : null), 'payment.lc.no', 'payment.lc.date'),
  received('lc-amendment', 'Perubahan L/C (MT707)', 'L/C amendment (MT707)', '信用证修改', 'bank', (data) => (hasCredit(data) ? 'possible' : null)),
  received('payment-advice', 'Bukti transfer (MT103)', 'Payment advice (MT103)', '汇款凭证', 'bank', (data) => when(!hasCredit(data), 'usual')),
  received('booking-confirmation', 'Konfirmasi booking', 'Booking confirmation', '订舱确认', 'carrier', (data) => when(isSea(data) || isAir(data), 'usual'), 'shipment.bookingNo'),
  received('peb-response', 'PEB bernomor', 'Registered PEB', 'PEB回执', 'customs', (data) => (declares(data) ? 'required' : null), 'shipment.pebNo', 'shipment.pebDate'),
  received('npe', 'NPE', 'Export approval note (NPE)', '出口放行通知(NPE)', 'customs', (data) => (declares(data) ? 'required' : null), undefined, 'shipment.npeDate'),
  received('bill-of-lading', 'B/L', 'Bill of lading', '海运提单', 'carrier', (data) => (isSea(data) ? 'required' : null), 'shipment.blNo', 'shipment.blDate'),
  received('house-bill-of-lading', 'HBL', 'House bill of lading', '货代提单', 'carrier', (data) => (isLcl(data) ? 'usual' : null), 'shipment.hblNo', 'shipment.hblDate'),
  received('air-waybill', 'AWB', 'Air waybill', '空运单', 'carrier', (data) => (isAir(data) ? 'required' : null), 'shipment.awbNo', 'shipment.awbDate'),
  received('courier-waybill', 'Resi kurir', 'Courier waybill', '快递单', 'carrier', (data) => (isCourier(data) ? 'required' : null), 'shipment.courierNo'),
  received('certificate-of-origin', 'SKA terbit', 'Certificate of origin, issued', '原产地证书', 'originOffice', (data) => when(['formE', 'rcep', 'formD', 'formB', 'formA', 'formAk', 'formAanz', 'formIjepa'].some((key) => asksPaper(data, key)), 'required')),
  received('phytosanitary-certificate', 'Sertifikat fitosanitari', 'Phytosanitary certificate', '植物检疫证书', 'quarantine', (data) => (asksPaper(data, 'phyto') ? 'required' : isPlantGoods(data) ? 'possible' : null), 'papers.phyto.no', 'papers.phyto.date'),
  received('health-certificate', 'Sertifikat kesehatan', 'Health certificate', '卫生证书', 'foodAuthority', (data) => (asksPaper(data, 'health') ? 'required' : isFood(data) ? 'possible' : null)),
  received('fumigation-certificate', 'Sertifikat fumigasi', 'Fumigation certificate', '熏蒸证书', 'fumigator', (data) => (asksPaper(data, 'fumigation') ? 'required' : 'possible')),
  received('v-legal', 'Dokumen V-Legal', 'V-Legal document', 'V-Legal文件', 'verifier', (data) => (isTimber(data) ? 'required' : null)),
  received('insurance-certificate', 'Sertifikat asuransi', 'Insurance certificate', '保险单', 'insurer', (data) => when(data.insurance !== undefined && /^CI[FP]$/.test(data.incoterm ?? ''), 'required'), 'papers.insurance.no', 'papers.insurance.date'),
  received('stuffing-report', 'Laporan stuffing', 'Stuffing report', '装箱报告', 'warehouse', (data) => (isFcl(data) ? 'usual' : null)),
  received('lab-result', 'Hasil uji laboratorium', 'Laboratory result', '检测报告', 'laboratory', (data) => (isFood(data) ? 'possible' : null)),
  received('surveyor-report', 'Laporan surveyor (LS)', 'Surveyor report', '检验报告', 'surveyor', always),
  received('import-declaration', 'Salinan PIB negara tujuan', 'Import declaration, copy', '进口报关单副本', 'buyer', always),
  received('claim', 'Klaim pembeli', 'Buyer’s claim', '买方索赔', 'buyer', always),
  received('other', 'Lainnya', 'Other', '其他', 'other', always),
]

