/** What the demo's rattan exporter makes and to whom it sells. Every name, address and number is invented. */
export interface DemoProduct {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly nameZh: string
  readonly hsCode: string
  readonly weightKg: string
  /** Price abroad in US cents, cost in rupiah. */
  readonly priceUsdCents: number
  readonly costIdr: number
  readonly packaging: Readonly<Record<string, string>>
}

interface Model {
  readonly code: string
  readonly names: readonly [id: string, en: string, zh: string]
  readonly hsCode: string
  readonly grams: number
  readonly cents: number
  readonly cost: number
  readonly perCarton: number
  readonly carton: readonly [lengthCm: number, widthCm: number, heightCm: number]
}

const models: readonly Model[] = [
  { code: 'RC-101', names: ['Kursi makan rotan', 'Rattan dining chair', '藤餐椅'], hsCode: '94015300', grams: 5400, cents: 4250, cost: 385000, perCarton: 2, carton: [62, 58, 96] },
  { code: 'RC-115', names: ['Kursi santai rotan', 'Rattan lounge chair', '藤休闲椅'], hsCode: '94015300', grams: 9800, cents: 7800, cost: 690000, perCarton: 1, carton: [78, 76, 84] },
  { code: 'RC-120', names: ['Kursi goyang rotan', 'Rattan rocking chair', '藤摇椅'], hsCode: '94015300', grams: 11200, cents: 9650, cost: 845000, perCarton: 1, carton: [104, 66, 92] },
  { code: 'RC-140', names: ['Bangku bar rotan', 'Rattan bar stool', '藤吧椅'], hsCode: '94015300', grams: 4700, cents: 3980, cost: 352000, perCarton: 2, carton: [50, 50, 104] },
  { code: 'RC-160', names: ['Kursi anak rotan', 'Rattan child chair', '藤儿童椅'], hsCode: '94015300', grams: 2600, cents: 2240, cost: 198000, perCarton: 4, carton: [48, 48, 66] },
  { code: 'RT-020', names: ['Meja kopi rotan', 'Rattan coffee table', '藤茶几'], hsCode: '94038300', grams: 8300, cents: 5675, cost: 498000, perCarton: 1, carton: [66, 66, 48] },
  { code: 'RT-045', names: ['Meja samping rotan', 'Rattan side table', '藤边桌'], hsCode: '94038300', grams: 4200, cents: 3120, cost: 274000, perCarton: 2, carton: [48, 48, 56] },
  { code: 'RS-210', names: ['Rak rotan', 'Rattan shelf', '藤置物架'], hsCode: '94038300', grams: 7600, cents: 6390, cost: 561000, perCarton: 1, carton: [72, 36, 120] },
  { code: 'RB-310', names: ['Keranjang rotan', 'Rattan basket', '藤篮'], hsCode: '46021290', grams: 1350, cents: 1890, cost: 146000, perCarton: 12, carton: [60, 45, 50] },
  { code: 'RB-325', names: ['Keranjang cucian rotan', 'Rattan laundry basket', '藤洗衣篮'], hsCode: '46021290', grams: 2400, cents: 2560, cost: 213000, perCarton: 6, carton: [62, 52, 70] },
  { code: 'RB-340', names: ['Keranjang buah rotan', 'Rattan fruit basket', '藤水果篮'], hsCode: '46021290', grams: 620, cents: 940, cost: 71000, perCarton: 24, carton: [60, 48, 52] },
  { code: 'RL-410', names: ['Lampu gantung rotan', 'Rattan pendant lamp', '藤吊灯'], hsCode: '94052900', grams: 1100, cents: 2750, cost: 231000, perCarton: 8, carton: [70, 70, 54] },
  { code: 'RM-510', names: ['Cermin rotan', 'Rattan mirror', '藤镜'], hsCode: '70099200', grams: 3900, cents: 3350, cost: 289000, perCarton: 4, carton: [76, 30, 76] },
  { code: 'RP-610', names: ['Pot tanaman rotan', 'Rattan plant pot', '藤花盆'], hsCode: '46021290', grams: 980, cents: 1290, cost: 98000, perCarton: 16, carton: [64, 48, 56] },
  { code: 'RX-710', names: ['Tempat tidur hewan rotan', 'Rattan pet bed', '藤宠物床'], hsCode: '46021290', grams: 2100, cents: 2880, cost: 246000, perCarton: 4, carton: [68, 56, 60] },
]

const finishes: readonly { readonly code: string; readonly names: readonly [string, string, string]; readonly percent: number }[] = [
  { code: '', names: ['alami', 'natural', '原色'], percent: 100 },
  { code: 'H', names: ['madu', 'honey', '蜜色'], percent: 104 },
  { code: 'W', names: ['putih', 'white wash', '白色'], percent: 107 },
  { code: 'B', names: ['cokelat tua', 'dark brown', '深棕'], percent: 106 },
]

/** Sixty products: fifteen models in four finishes. */
export const demoProducts: readonly DemoProduct[] = models.flatMap((model) =>
  finishes.map((finish) => {
    const net = model.grams * model.perCarton
    return {
      code: model.code + finish.code, name: `${model.names[0]}, ${finish.names[0]}`, nameEn: `${model.names[1]}, ${finish.names[1]}`, nameZh: `${model.names[2]}，${finish.names[2]}`,
      hsCode: model.hsCode, weightKg: kilograms(model.grams), priceUsdCents: Math.round((model.cents * finish.percent) / 100), costIdr: Math.round((model.cost * finish.percent) / 100000) * 1000,
      packaging: {
        typeCode: 'CT', quantityPerPackage: String(model.perCarton), netPerPackageKg: kilograms(net), grossPerPackageKg: kilograms(net + 900 + Math.round(net / 12)),
        lengthCm: String(model.carton[0]), widthCm: String(model.carton[1]), heightCm: String(model.carton[2]),
      },
    }
  }),
)

function kilograms(grams: number): string {
  return (grams / 1000).toFixed(3).replace(/\.?0+$/, '')
}

export interface DemoParty {
  readonly code: string
  readonly name: string
  readonly nameZh?: string
  readonly country: string
  readonly address: readonly string[]
  readonly addressZh?: string
  readonly currency: 'USD' | 'EUR' | 'CNY' | 'JPY' | 'IDR'
  readonly termsDays: number
  readonly supplier?: boolean
  readonly uscc?: string
  readonly taxId?: string
}

const buyer = (code: string, name: string, country: string, address: string, currency: DemoParty['currency'], termsDays: number, chinese?: { name: string; address: string; uscc: string }): DemoParty => ({
  code, name, country, address: address.split(' | '), currency, termsDays, ...(chinese ? { nameZh: chinese.name, addressZh: chinese.address, uscc: chinese.uscc } : {}),
})
const supplier = (code: string, name: string, address: string, termsDays: number): DemoParty => ({ code, name, country: 'ID', address: address.split(' | '), currency: 'IDR', termsDays, supplier: true })

/** Forty parties: twenty-eight buyers and twelve suppliers. */
export const demoParties: readonly DemoParty[] = [
  buyer('QINGTENG', 'Shanghai Qingteng Home Co., Ltd.', 'CN', 'Room 1206, No. 588 Example Road, Putuo District | Shanghai 200060', 'USD', 30, { name: '上海青藤家居有限公司', address: '上海市普陀区示例路588号1206室', uscc: '91310107MA1FABCD2T' }),
  buyer('HAINA', 'Shenzhen Haina Trading Co., Ltd.', 'CN', 'No. 21 Example Avenue, Nanshan District | Shenzhen 518052', 'CNY', 30, { name: '深圳市海纳百川贸易有限公司', address: '深圳市南山区示例大道21号', uscc: '91440300MA5EABCD03' }),
  buyer('LIHUA', 'Foshan Lihua Furniture Co., Ltd.', 'CN', 'No. 9 Example Road, Shunde District | Foshan 528300', 'USD', 45, { name: '佛山市丽华家具有限公司', address: '佛山市顺德区示例路9号', uscc: '91440606MA4WABCD7W' }),
  buyer('YIJIA', 'Shanghai Yijia Home Furnishing Co., Ltd.', 'CN', 'No. 88 Example Road, Huangpu District | Shanghai 200021', 'USD', 30, { name: '上海怡家家居有限公司', address: '上海市黄浦区示例路88号', uscc: '91310101MA1FWXYA5X' }),
  buyer('HANGYA', 'Hangzhou Hangya Crafts Co., Ltd.', 'CN', 'No. 120 Example Street, Xihu District | Hangzhou 310012', 'CNY', 30, { name: '杭州杭雅工艺品有限公司', address: '杭州市西湖区示例街120号', uscc: '91330106MA2BABCD3K' }),
  buyer('XIAMU', 'Xiamen Xiamu Import Co., Ltd.', 'CN', 'No. 3 Example Lane, Siming District | Xiamen 361001', 'USD', 45, { name: '厦门夏木进出口有限公司', address: '厦门市思明区示例巷3号', uscc: '91350203MA31ABCD9L' }),
  buyer('MUELLER', 'Müller & Söhne GmbH', 'DE', 'Musterstraße 12 | 28195 Bremen', 'EUR', 30),
  buyer('KORBWERK', 'Korbwerk Bremen GmbH', 'DE', 'Beispielweg 4 | 28217 Bremen', 'EUR', 30),
  buyer('NORDISK', 'Nordisk Møbler A/S', 'DK', 'Eksempelvej 7 | 8000 Aarhus C', 'EUR', 45),
  buyer('VANDAM', 'Van Dam Wonen B.V.', 'NL', 'Voorbeeldlaan 18 | 3011 Rotterdam', 'EUR', 30),
  buyer('ATELIER', 'Atelier Rotin SARL', 'FR', '14 rue de l’Exemple | 69002 Lyon', 'EUR', 45),
  buyer('CASACESTA', 'Casa Cesta S.L.', 'ES', 'Calle Ejemplo 25 | 46001 Valencia', 'EUR', 30),
  buyer('AOZORA', 'Aozora Roastery K.K.', 'JP', '2-4-6 Example, Meguro-ku | Tokyo 153-0000', 'JPY', 30),
  buyer('KAGUYA', 'Kaguya Interior Co., Ltd.', 'JP', '5-1 Example, Chuo-ku | Osaka 540-0000', 'JPY', 30),
  buyer('HIDAMARI', 'Hidamari Zakka K.K.', 'JP', '1-9-3 Example, Naka-ku | Nagoya 460-0000', 'JPY', 45),
  buyer('SANTAFE', 'Santa Fe Imports LLC', 'US', '400 Example Street | Santa Fe, NM 87501', 'USD', 45),
  buyer('CASCADE', 'Cascade Patio Imports LLC', 'US', '77 Sample Avenue | Portland, OR 97201', 'USD', 45),
  buyer('HARBOR', 'Harbor & Vine Home Inc.', 'US', '9 Sample Wharf | Charleston, SC 29401', 'USD', 30),
  buyer('COASTAL', 'Coastal Living Supply Pty Ltd', 'AU', '31 Example Parade | Fremantle WA 6160', 'USD', 30),
  buyer('WATTLE', 'Wattle & Cane Pty Ltd', 'AU', '8 Sample Street | Brunswick VIC 3056', 'USD', 30),
  buyer('MERLION', 'Merlion Living Pte. Ltd.', 'SG', '10 Example Road #03-01 | Singapore 049910', 'USD', 14),
  buyer('ANUGERAH', 'Toko Anugerah Jaya', 'ID', 'Jl. Contoh Raya 15 | Bandung 40111', 'IDR', 14),
  buyer('KOPEGCRB', 'Koperasi Pegawai Cirebon', 'ID', 'Jl. Contoh 2 | Cirebon 45111', 'IDR', 30),
  buyer('HOTELSAM', 'PT Hotel Samudra Cirebon', 'ID', 'Jl. Contoh Pantai 7 | Cirebon 45113', 'IDR', 21),
  buyer('VILLAUBUD', 'CV Villa Ubud Asri', 'ID', 'Jl. Contoh Raya Ubud 30 | Gianyar 80571', 'IDR', 21),
  buyer('RUMAHTEH', 'PT Rumah Teh Nusantara', 'ID', 'Jl. Contoh Kemang 41 | Jakarta 12730', 'IDR', 30),
  buyer('GRIYA', 'Toko Griya Anyam', 'ID', 'Jl. Contoh Malioboro 9 | Yogyakarta 55271', 'IDR', 14),
  buyer('SURYA', 'UD Surya Mebel', 'ID', 'Jl. Contoh Diponegoro 88 | Surabaya 60241', 'IDR', 30),
  supplier('ROTANJAYA', 'UD Rotan Jaya', 'Desa Contoh, Plumbon | Cirebon 45155', 14),
  supplier('ANYAMTEGAL', 'Kelompok Anyam Tegalwangi', 'Desa Contoh, Weru | Cirebon 45154', 7),
  supplier('SANGGARBU', 'Sanggar Bu Yati', 'Desa Contoh, Plered | Cirebon 45154', 7),
  supplier('KARYABAMBU', 'CV Karya Anyaman', 'Jl. Contoh 5 | Majalengka 45411', 30),
  supplier('ROTANSULTRA', 'UD Rotan Sulawesi Tenggara', 'Jl. Contoh Pelabuhan 1 | Kendari 93127', 30),
  supplier('CATKAYU', 'PT Cat Kayu Nusantara', 'Jl. Contoh Industri 12 | Bekasi 17530', 14),
  supplier('KARDUS', 'CV Kardus Pantura', 'Jl. Contoh Bypass 21 | Cirebon 45122', 14),
  supplier('EKSPEDISI', 'PT Ekspedisi Pantura Laju', 'Jl. Contoh Pelabuhan 8 | Jakarta 14310', 7),
  supplier('MUATLOG', 'PT Muat Bersama Logistik', 'Jl. Contoh Enggano 3 | Jakarta 14310', 7),
  supplier('LOGAMCRB', 'UD Logam Cirebon', 'Jl. Contoh Pasuketan 6 | Cirebon 45112', 14),
  supplier('KACASARI', 'Toko Kaca Sari', 'Jl. Contoh Siliwangi 19 | Cirebon 45121', 14),
  supplier('LISTRIKLAM', 'CV Listrik Lampion', 'Jl. Contoh Kartini 4 | Cirebon 45123', 14),
]

export const demoCompany = {
  name: 'CV Rotan Samudra', vatRegistered: true, costing: 'movingAverage',
  address: ['Jl. Contoh Tegalwangi No. 218, Weru', 'Kabupaten Cirebon 45154, Jawa Barat'], country: 'ID', nib: '9120000000117', npwp: '0012345678426000', nitku: '0012345678426000000000',
  phone: '+62 231 5550 142', email: 'ekspor@rotansamudra.example.com', signName: 'SARI WULANDARI', signTitle: 'Direktur / Director', signPlace: 'Cirebon', regionCode: '3209', regionName: 'Kabupaten Cirebon',
  bank: { name: 'Bank Contoh Nusantara, Cabang Cirebon', address: 'Jl. Contoh Siliwangi 1, Cirebon', account: '100-2000-30004', holder: 'CV Rotan Samudra', swift: 'EXAMIDJA', currency: 'USD' },
} as const
