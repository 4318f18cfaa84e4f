import { headingKey } from '../banking/index.ts'

export const importKinds = ['products', 'parties', 'opening'] as const
export type ImportKind = (typeof importKinds)[number]

/** A column that a table may have. `aliases` are headings as `headingKey` gives them, in the three languages and as other programs write them. */
export interface ImportField {
  readonly id: string
  readonly required: boolean
  readonly value: 'text' | 'figure'
  readonly aliases: readonly string[]
}

const text = (id: string, ...aliases: readonly string[]): ImportField => ({ id, required: false, value: 'text', aliases: [id.toLowerCase(), ...aliases] })
const figure = (id: string, ...aliases: readonly string[]): ImportField => ({ ...text(id, ...aliases), value: 'figure' })
const needed = (field: ImportField): ImportField => ({ ...field, required: true })

/** What each kind of table may hold, in the order in which a person would look. */
export const importFields: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  products: [
    needed(text('code', 'sku', 'productcode', 'itemcode', 'kode', 'kodebarang', 'kodeproduk', '编码', '货号', '产品编码', '商品编码')),
    needed(text('name', 'nameid', 'namaid', 'productname', 'item', 'nama', 'namabarang', 'namaproduk', '名称', '品名', '印尼文名称')),
    text('nameEn', 'englishname', 'namainggris', 'namaen', '英文名称', '英文品名'),
    text('nameZh', 'chinesename', 'namamandarin', 'namazh', '中文名称', '中文品名'),
    text('kind', 'type', 'jenis', '类型'),
    text('unit', 'uom', 'satuan', '单位'),
    text('hsCode', 'hs', 'hsn', 'tariff', 'kodehs', 'poshs', '海关编码', 'hs编码'),
    figure('weightKg', 'netkg', 'netweight', 'netweightkg', 'weight', 'berat', 'beratkg', 'beratbersih', '净重', '净重kg', '重量'),
    figure('grossKg', 'grossweight', 'grossweightkg', 'beratkotor', '毛重', '毛重kg'),
    text('dimensions', 'dimensionscm', 'size', 'ukuran', 'dimensi', 'ukurancm', '尺寸', '尺寸cm'),
    figure('quantityPerPackage', 'qtypercarton', 'percarton', 'isi', 'isikarton', '每箱数量', '装箱数'),
    figure('cost', 'purchasecost', 'purchasecostidr', 'hargabeli', 'hargapokok', 'modal', '成本', '进价'),
    figure('priceIdr', 'price', 'harga', 'hargajual', 'hargajualidr', 'hargaidr', 'salepriceidr', '售价idr', '印尼盾价', '价格'),
    figure('priceUsd', 'usd', 'hargausd', 'hargajualusd', 'salepriceusd', 'saleprice', '售价usd', '美元价', '售价'),
    figure('minStock', 'minimumstock', 'reorderlevel', 'stokminimum', 'stokmin', '最低库存', '安全库存'),
    text('lotTracked', 'lot', 'batch', 'pakailot', '批次'),
    text('vatClass', 'vat', 'ppn', 'kelasppn', '增值税'),
    text('countryOrigin', 'origin', 'country', 'asal', 'negaraasal', '原产国', '产地'),
    text('material', 'bahan', '材质'),
    text('brand', 'merek', 'merk', '品牌'),
    text('category', 'kategori', 'group', '类别'),
    text('barcode', 'ean', 'ean13', 'gtin', 'kodebatang', '条码', '条形码'),
    text('description', 'notes', 'keterangan', 'deskripsi', 'catatan', '描述', '说明', '备注'),
  ],
  parties: [
    needed(text('code', 'partycode', 'customercode', 'suppliercode', 'kode', 'kodepelanggan', 'kodepemasok', 'kodepihak', '编码', '客户编码', '供应商编码')),
    needed(text('name', 'company', 'customer', 'supplier', 'nama', 'namapelanggan', 'namapemasok', 'perusahaan', '名称', '客户名称', '公司名称')),
    text('nameLocal', 'namelocal', 'localname', 'namezh', 'chinesename', 'namalokal', 'namamandarin', '本地名称', '中文名称'),
    text('role', 'jenis', 'type', '类型'),
    text('country', 'negara', 'countrycode', '国家'),
    text('currency', 'matauang', '币种', '货币'),
    text('contact', 'contactperson', 'pic', 'kontak', 'narahubung', '联系人'),
    text('email', 'mail', 'surel', '邮箱', '电子邮件'),
    text('phone', 'telephone', 'tel', 'telepon', 'hp', 'nohp', '电话'),
    text('street', 'address', 'address1', 'alamat', 'jalan', '地址', '街道'),
    text('city', 'kota', 'kotakabupaten', '城市'),
    text('state', 'province', 'provinsi', '省', '州'),
    text('postcode', 'zip', 'zipcode', 'postalcode', 'kodepos', '邮编'),
    text('taxId', 'npwp', 'nik', 'vatid', 'taxnumber', '税号', '统一社会信用代码'),
    text('nitku', 'branchtaxid'),
    text('terms', 'paymentterms', 'termsdays', 'termin', 'tempo', 'syaratpembayaran', '付款条件', '账期'),
    text('incoterm', 'incoterms', 'syaratpenyerahan', '贸易术语'),
    text('language', 'lang', 'bahasa', '语言'),
  ],
  opening: [
    text('account', 'accountcode', 'akun', 'kodeakun', 'noakun', '科目', '科目代码'),
    figure('debit', 'debet', 'dr', '借方'),
    figure('credit', 'kredit', 'cr', '贷方'),
    text('side', 'jenis', 'type', 'kind', '类型'),
    text('party', 'customer', 'supplier', 'pelanggan', 'pemasok', 'pihak', 'kodepihak', '往来单位', '客户', '供应商'),
    text('document', 'invoice', 'number', 'no', 'nofaktur', 'faktur', 'nomor', '发票', '单号'),
    text('date', 'invoicedate', 'tanggal', 'tglfaktur', '日期'),
    text('dueDate', 'due', 'jatuhtempo', '到期日'),
    text('currency', 'matauang', '币种', '货币'),
    figure('amount', 'open', 'balance', 'sisa', 'jumlah', 'saldo', '金额', '余额'),
    figure('rate', 'exchangerate', 'kurs', '汇率'),
    text('product', 'sku', 'barang', 'kodebarang', 'produk', '产品', '商品'),
    text('warehouse', 'gudang', '仓库'),
    figure('quantity', 'qty', 'kuantitas', 'banyak', 'stok', '数量', '库存'),
    figure('value', 'totalvalue', 'nilai', 'totalnilai', '价值', '总值'),
  ],
}

/** Field → column, from 0. */
export type ColumnMap = Readonly<Record<string, number>>

/** Which column holds what, by the headings; a heading serves one field, an exact name before an alias. */
export function guessColumns(kind: ImportKind, headings: readonly string[]): ColumnMap {
  const keys = headings.map(headingKey)
  const map: Record<string, number> = {}
  const taken = new Set<number>()
  const fields = importFields[kind]
  const longest = Math.max(...fields.map((field) => field.aliases.length))
  // Earlier aliases are the surer ones: all fields try their first before any tries its second.
  for (let rank = 0; rank < longest; rank += 1) {
    for (const field of fields) {
      const alias = field.aliases[rank]
      if (alias === undefined || map[field.id] !== undefined) continue
      const at = keys.findIndex((key, index) => key === alias && !taken.has(index))
      if (at < 0) continue
      map[field.id] = at
      taken.add(at)
    }
  }
  return map
}

/** The kind of table that the headings look most like; null for none. */
export function guessKind(headings: readonly string[]): ImportKind | null {
  const filled = headings.filter((heading) => headingKey(heading) !== '').length
  const scores = importKinds.map((kind) => {
    const map = guessColumns(kind, headings)
    const lacks = importFields[kind].some((field) => field.required && map[field.id] === undefined)
    return { kind, score: lacks ? 0 : Object.keys(map).length }
  }).sort((a, b) => b.score - a.score)
  const [best] = scores
  return best && best.score >= Math.min(2, filled) && best.score > 0 ? best.kind : null
}
