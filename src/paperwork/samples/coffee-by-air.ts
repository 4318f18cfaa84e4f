import type { ShipmentData } from '../../core/shipment/index.ts'

/** Food by air under a letter of credit. All names and numbers are invented. */
export const coffeeByAir: ShipmentData = {
  id: 'sample-coffee-by-air',
  company: {
    sellerName: 'Koperasi Kopi Contoh', sellerAddress: ['Jl. Contoh No. 7', 'Kabupaten Aceh Tengah 24552, Aceh'], country: 'ID', nib: '9120000000442', npwp: '0087654321101000', nitku: '0087654321101000000000',
    phone: '+62 643 5550 100', email: 'ekspor@kopicontoh.example.com', signName: 'Muhammad Contoh', signTitle: 'Ketua / Chairman', signPlace: 'Takengon', regionCode: '1104', regionName: 'Kabupaten Aceh Tengah',
    bank: { name: 'Bank Contoh Nusantara', address: 'Jl. Contoh 3, Takengon', account: '400-5000-60007', holder: 'Koperasi Kopi Contoh', swift: 'EXAMIDJA', currency: 'JPY' },
  },
  buyer: { name: 'Example Roastery K.K.', address: ['1-2-3 Example, Taito-ku', 'Tokyo 110-0000'], country: 'JP', phone: '+81 3 5550 0100' },
  consignee: { name: 'Example Bank, Tokyo', address: ['1-1-1 Example, Chiyoda-ku', 'Tokyo 100-0000'], country: 'JP' },
  notify: 'same as buyer',
  forwarder: { name: 'PT Kargo Contoh' },
  order: { buyerOrderNo: 'EX-1', buyerOrderDate: '2026-09-18', proformaNo: 'PI/2026/09/A-0001', proformaDate: '2026-09-21' },
  payment: {
    term: 'irrevocable L/C at sight',
    lc: {
      no: 'EXLC0001', date: '2026-10-05', issuingBank: 'Example Bank, Tokyo', applicant: 'Example Roastery K.K.', amount: '360000', tolerancePercent: '5', latestShipment: '2026-11-15', expiryDate: '2026-12-06', expiryPlace: 'Indonesia',
      presentationDays: 21, goodsText: 'GREEN COFFEE', partialShipment: 'allowed', transshipment: 'allowed', documents: ['signed commercial invoice in 3 originals', 'packing list in 3 originals', 'air waybill', 'phytosanitary certificate'],
    },
  },
  incoterm: 'CIP', incotermPlace: 'Narita Airport, Tokyo', currency: 'JPY', moneyExponent: 0, chargesShown: 'included', goodsHeader: 'GREEN COFFEE',
  freight: { basis: 'AIR', ratePerKg: '285' }, insurance: { ratePercent: '0.15', conditions: 'ICC (A)', cover: '110% of CIP' },
  customsRate: { currency: 'JPY', idrPerUnit: '108.4523', validFrom: '2026-11-04', validTo: '2026-11-10' },
  shipment: {
    mode: '4 air', portLoading: 'IDKNO', portDischarge: 'JPNRT', flight: 'XX9876', etd: '2026-11-06', awbNo: '126-12345675', awbDate: '2026-11-06', pebNo: '012345', pebDate: '2026-11-04', npeDate: '2026-11-04', kppbc: '010800',
    marks: ['EXAMPLE', 'NARITA', 'P/NO. 1-10'], woodPackaging: false,
  },
  papers: {
    commercialInvoice: { no: 'INV/2026/11/A-0002', date: '2026-11-02' }, packingList: { no: 'PL/2026/11/A-0002', date: '2026-11-02' }, presentation: { date: '2026-11-10' }, phyto: { no: 'PC-CONTOH-01', date: '2026-11-05', applied: '2026-11-02' },
    beneficiaryCertificate: { date: '2026-11-07', text: 'ONE SET OF NON-NEGOTIABLE DOCUMENTS HAS BEEN SENT TO THE APPLICANT BY COURIER WITHIN 3 DAYS AFTER SHIPMENT.' },
  },
  lines: [{
    sku: 'GA-W1', descriptionId: 'Kopi arabika biji hijau', descriptionEn: 'Arabica green coffee', descriptionZh: '阿拉比卡生咖啡豆', hs8: '0901.11.20', quantity: '300', unit: 'KGM', unitPrice: '1150', countryOrigin: 'ID',
    lotNo: 'W-11', botanicalName: 'Coffea arabica', originCriterion: 'WO', brand: 'CONTOH', material: 'coffee',
    packages: { count: 10, typeCode: 'BG', quantityPerPackage: '30', netPerPackageKg: '30.000', grossPerPackageKg: '30.650', lengthCm: '75', widthCm: '45', heightCm: '20' },
  }],
}
