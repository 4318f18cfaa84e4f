import type { ShipmentData } from '../../core/shipment/index.ts'

/** A small shipment that every paper can show itself with. All names and numbers are invented. */
export const rattanChairs: ShipmentData = {
  id: 'sample-rattan-chairs',
  company: {
    sellerName: 'CV Rotan Contoh', sellerAddress: ['Jl. Contoh No. 1, Plumbon', 'Kabupaten Cirebon 45155, Jawa Barat'], country: 'ID',
    nib: '9120000000331', npwp: '0098765432426000', phone: '+62 231 5550 100', email: 'ekspor@rotancontoh.example.com',
    nitku: '0098765432426000000000', regionCode: '3209', regionName: 'Kabupaten Cirebon',
    signName: 'Sari Wulandari', signTitle: 'Direktur / Director', signPlace: 'Cirebon',
    bank: { name: 'Bank Contoh Nusantara', address: 'Jl. Contoh 2, Cirebon', account: '300-4000-50006', holder: 'CV Rotan Contoh', swift: 'EXAMIDJA', currency: 'USD' },
  },
  buyer: {
    name: 'Shanghai Example Home Co., Ltd.', nameZh: '上海示例家居有限公司', address: ['Room 8, No. 8 Example Road', 'Shanghai 200000'],
    addressZh: '上海市示例路8号8室', country: 'CN', uscc: '91310107MA1FABCD2T', phone: '+86 21 5550 0100',
  },
  consignee: 'same as buyer', notify: 'same as buyer',
  order: { buyerOrderNo: 'PO-1', buyerOrderDate: '2026-10-01' },
  payment: { term: 'T/T 100% in advance' },
  incoterm: 'FOB', incotermPlace: 'Tanjung Priok', currency: 'USD', chargesShown: 'included',
  shipment: {
    mode: '1 sea LCL', portLoading: 'IDTPP', portDischarge: 'CNSHA', vessel: 'MV CONTOH', voyage: '001N', etd: '2026-11-20', onBoardDate: '2026-11-20',
    blNo: 'CONTOH-BL-001', blDate: '2026-11-20', pebNo: '700001', pebDate: '2026-11-16', npeDate: '2026-11-16', kppbc: '040300',
    marks: ['EXAMPLE HOME', 'SHANGHAI', 'C/NO. 1-6'], woodPackaging: false,
  },
  customsRate: { currency: 'USD', idrPerUnit: '16640.0000', validFrom: '2026-11-11', validTo: '2026-11-17' },
  pebDocuments: [{ code: '380', no: 'INV/2026/11/A-0001', date: '2026-11-10' }, { code: '217', no: 'PL/2026/11/A-0001', date: '2026-11-10' }],
  papers: { commercialInvoice: { no: 'INV/2026/11/A-0001', date: '2026-11-10' }, packingList: { no: 'PL/2026/11/A-0001', date: '2026-11-10' } },
  lines: [
    {
      sku: 'RC-01', descriptionId: 'Kursi makan rotan', descriptionEn: 'Rattan dining chair', descriptionZh: '藤制餐椅', hs8: '9401.53.00',
      quantity: '24', unit: 'PCE', unitPrice: '42.50', countryOrigin: 'ID', originCriterion: 'WO', brand: 'CONTOH', material: 'rattan',
      packages: { count: 6, typeCode: 'CT', quantityPerPackage: '4', netPerPackageKg: '16.8', grossPerPackageKg: '21.2', lengthCm: '62', widthCm: '60', heightCm: '110' },
    },
  ],
}
