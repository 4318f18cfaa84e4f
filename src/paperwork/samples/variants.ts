import type { ShipmentData } from '../../core/shipment/index.ts'
import { coffeeByAir } from './coffee-by-air.ts'
import { rattanChairs } from './rattan-chairs.ts'

/** The chairs sold to another country: papers that only some destinations know. */
function soldTo(country: string, portDischarge: string, port: string): ShipmentData {
  return {
    ...rattanChairs,
    buyer: { name: 'Example Home Trading', address: ['1 Example Street', port], country, phone: '+00 1 5550 0100' },
    incotermPlace: 'Tanjung Priok', shipment: { ...rattanChairs.shipment, portDischarge, marks: ['EXAMPLE HOME', port.toUpperCase(), 'C/NO. 1-6'] },
  }
}

export const toMalaysia = soldTo('MY', 'MYPKG', 'Port Klang')
export const toKorea = soldTo('KR', 'KRPUS', 'Busan')
export const toAustralia = soldTo('AU', 'AUMEL', 'Melbourne')
export const toJapan = soldTo('JP', 'JPTYO', 'Tokyo')
export const toTurkey = soldTo('TR', 'TRIST', 'Istanbul')

/** The chairs in a whole container, weighed. */
export const wholeContainer: ShipmentData = {
  ...rattanChairs,
  shipment: { ...rattanChairs.shipment, mode: '1 sea FCL', containerNo: 'CSQU3054383', containerType: '22G1', sealNo: 'EX000001', bookingNo: 'BK-CONTOH-1' },
  vgm: { method: '2', tareKg: '2200', dunnageKg: '40', vgmKg: '2367.2', maxGrossKg: '30480', responsible: 'Sari Wulandari', weighingPlace: 'Cirebon', weighingDate: '2026-11-16' },
}

/** The chairs paid by documents against payment. */
export const byCollection: ShipmentData = { ...rattanChairs, payment: { term: 'D/P at sight' }, papers: { ...rattanChairs.papers, collectionLetter: { date: '2026-11-21', collectionTerm: 'D/P' }, draft: { date: '2026-11-21' } } }

/** Food for China: registration of the plant and a Chinese label. */
export const chineseFood: ShipmentData = {
  ...coffeeByAir,
  buyer: { name: 'Shanghai Example Coffee Co., Ltd.', nameZh: '上海示例咖啡有限公司', address: ['Room 8, No. 8 Example Road', 'Shanghai 200000'], country: 'CN', uscc: '91310107MA1FABCD2T', phone: '+86 21 5550 0100' },
  consignee: 'same as buyer', payment: { term: 'T/T 100% in advance' }, incotermPlace: 'Shanghai Pudong', shipment: { ...coffeeByAir.shipment, portDischarge: 'CNPVG' },
  papers: { ...coffeeByAir.papers, gaccData: { gaccNo: 'CIDN18012345678901', validUntil: '2029-12-31', haccp: 'HACCP-CONTOH-01', category: 'coffee' } },
  lines: (coffeeByAir.lines ?? []).map((line) => ({ ...line, gaccNo: 'CIDN18012345678901', ingredientsZh: '阿拉比卡咖啡豆', productionDate: '2026-10-20', expiryDate: '2028-10-19', shelfLife: '24 bulan / 24个月', storage: '阴凉干燥处' })),
}

/** The chairs sold CIF, insured by the seller. */
export const insuredChairs: ShipmentData = { ...rattanChairs, incoterm: 'CIF', incotermPlace: 'Shanghai', chargesShown: 'added', freight: { basis: 'AMOUNT', amount: '120.00' }, insurance: { ratePercent: '0.25', conditions: 'ICC (A)', cover: '110% of CIF' }, papers: { ...rattanChairs.papers, insurance: { no: 'MC-CONTOH-1', date: '2026-11-18' } } }
