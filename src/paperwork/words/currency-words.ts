/** How a currency is said: Indonesian unit and part, English unit, parts and part, Chinese unit. */
export interface CurrencyWords {
  readonly id: readonly [string, string]
  readonly en: readonly [string, string, string]
  readonly zh: string
}

const table: Readonly<Record<string, CurrencyWords>> = {
  IDR: { id: ['rupiah', 'sen'], en: ['INDONESIAN RUPIAH', 'SEN', 'SEN'], zh: '印尼盾' },
  USD: { id: ['dolar Amerika Serikat', 'sen'], en: ['US DOLLARS', 'CENTS', 'CENT'], zh: '美元' },
  CNY: { id: ['yuan renminbi', 'sen'], en: ['CHINESE YUAN RENMINBI', 'FEN', 'FEN'], zh: '人民币' },
  EUR: { id: ['euro', 'sen'], en: ['EUROS', 'CENTS', 'CENT'], zh: '欧元' },
  JPY: { id: ['yen Jepang', ''], en: ['JAPANESE YEN', '', ''], zh: '日元' },
  KRW: { id: ['won Korea', ''], en: ['KOREAN WON', '', ''], zh: '韩元' },
  SGD: { id: ['dolar Singapura', 'sen'], en: ['SINGAPORE DOLLARS', 'CENTS', 'CENT'], zh: '新加坡元' },
  MYR: { id: ['ringgit Malaysia', 'sen'], en: ['MALAYSIAN RINGGIT', 'SEN', 'SEN'], zh: '林吉特' },
  AUD: { id: ['dolar Australia', 'sen'], en: ['AUSTRALIAN DOLLARS', 'CENTS', 'CENT'], zh: '澳元' },
  GBP: { id: ['poundsterling', 'penny'], en: ['POUNDS STERLING', 'PENCE', 'PENNY'], zh: '英镑' },
  HKD: { id: ['dolar Hong Kong', 'sen'], en: ['HONG KONG DOLLARS', 'CENTS', 'CENT'], zh: '港元' },
  TWD: { id: ['dolar Taiwan', 'sen'], en: ['NEW TAIWAN DOLLARS', 'CENTS', 'CENT'], zh: '新台币' },
  THB: { id: ['baht Thailand', 'satang'], en: ['THAI BAHT', 'SATANG', 'SATANG'], zh: '泰铢' },
  VND: { id: ['dong Vietnam', ''], en: ['VIETNAMESE DONG', '', ''], zh: '越南盾' },
  INR: { id: ['rupee India', 'paisa'], en: ['INDIAN RUPEES', 'PAISE', 'PAISA'], zh: '印度卢比' },
  SAR: { id: ['riyal Arab Saudi', 'halala'], en: ['SAUDI RIYALS', 'HALALAS', 'HALALA'], zh: '沙特里亚尔' },
  AED: { id: ['dirham Uni Emirat Arab', 'fils'], en: ['UAE DIRHAMS', 'FILS', 'FILS'], zh: '阿联酋迪拉姆' },
  CHF: { id: ['franc Swiss', 'rappen'], en: ['SWISS FRANCS', 'RAPPEN', 'RAPPEN'], zh: '瑞士法郎' },
  NZD: { id: ['dolar Selandia Baru', 'sen'], en: ['NEW ZEALAND DOLLARS', 'CENTS', 'CENT'], zh: '新西兰元' },
  CAD: { id: ['dolar Kanada', 'sen'], en: ['CANADIAN DOLLARS', 'CENTS', 'CENT'], zh: '加元' },
  KWD: { id: ['dinar Kuwait', 'fils'], en: ['KUWAITI DINARS', 'FILS', 'FILS'], zh: '科威特第纳尔' },
  BHD: { id: ['dinar Bahrain', 'fils'], en: ['BAHRAINI DINARS', 'FILS', 'FILS'], zh: '巴林第纳尔' },
  TRY: { id: ['lira Turki', 'kurus'], en: ['TURKISH LIRAS', 'KURUS', 'KURUS'], zh: '土耳其里拉' },
  RUB: { id: ['rubel Rusia', 'kopek'], en: ['RUSSIAN ROUBLES', 'KOPECKS', 'KOPECK'], zh: '俄罗斯卢布' },
}

export function knowsCurrency(code: string | undefined): boolean {
  return code !== undefined && Object.hasOwn(table, code)
}

export function currencyWords(code: string): CurrencyWords {
  return table[code] ?? { id: [code, 'sen'], en: [code, 'CENTS', 'CENT'], zh: code }
}
