/** ISO 3166-1 alpha-3 of the countries that small exporters trade with, for tables that write it so. */
const threeLetters =
  'AREAE ARGAR AUSAU AUTAT BELBE BGDBD BHRBH BRABR BRNBN CANCA CHECH CHLCL CHNCN COLCO CZECZ DEUDE DNKDK DZADZ EGYEG ESPES ESTEE FINFI FRAFR GBRGB GHAGH GRCGR HKGHK HRVHR HUNHU IDNID INDIN IRLIE IRNIR ISLIS ISRIL ITAIT JORJO JPNJP KENKE KHMKH KORKR KWTKW LAOLA LKALK LTULT LUXLU LVALV MACMO MARMA MEXMX MLTMT MMRMM MUSMU MYSMY NGANG NLDNL NORNO NPLNP NZLNZ OMNOM PAKPK PANPA PERPE PHLPH PNGPG POLPL PRTPT QATQA ROURO RUSRU SAUSA SGPSG SRBRS SVKSK SVNSI SWESE THATH TLSTL TUNTN TURTR TWNTW TZATZ UKRUA URYUY USAUS UZBUZ VNMVN ZAFZA'

const byThree = new Map(threeLetters.split(' ').map((entry) => [entry.slice(0, 3), entry.slice(3)]))
const twoLetters = new Set(byThree.values())

const names: Readonly<Record<string, string>> = {
  indonesia: 'ID', china: 'CN', cina: 'CN', tiongkok: 'CN', 中国: 'CN', japan: 'JP', jepang: 'JP', 日本: 'JP', usa: 'US', unitedstates: 'US', amerikaserikat: 'US', 美国: 'US', germany: 'DE', jerman: 'DE', netherlands: 'NL', belanda: 'NL',
  singapore: 'SG', singapura: 'SG', malaysia: 'MY', australia: 'AU', hongkong: 'HK', taiwan: 'TW', france: 'FR', perancis: 'FR', prancis: 'FR', unitedkingdom: 'GB', inggris: 'GB', spain: 'ES', spanyol: 'ES', italy: 'IT', italia: 'IT', india: 'IN',
  southkorea: 'KR', koreaselatan: 'KR', poland: 'PL', polandia: 'PL', belgium: 'BE', belgia: 'BE', 印度尼西亚: 'ID', 香港: 'HK',
}

/** A country as two letters, from two or three letters or a common name; null for what is none of these. */
export function countryCode(text: string): string | null {
  const upper = text.trim().toUpperCase()
  if (twoLetters.has(upper)) return upper
  return byThree.get(upper) ?? names[upper.toLowerCase().replace(/[^\p{L}]/gu, '')] ?? null
}
