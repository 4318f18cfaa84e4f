import { fixedText } from '../../core/money/index.ts'
import { type ShipmentData, cubicMetreText, hsDigits, isExport, kilogramText, packagesOf, resolveParty, shipmentFigures, transportKind } from '../../core/shipment/index.ts'
import type { MachineFile } from '../types.ts'

const modeCodes: Readonly<Record<string, string>> = { 'sea-lcl': '1', 'sea-fcl': '1', sea: '1', rail: '2', road: '3', air: '4', post: '5', courier: '5', other: '9' }

/**
 * The declaration as JSON with the property names of CEISA's host-to-host schema "Kirim Dokumen Ekspor" (version 0.5, verify
 * before relying on it). What the shipment does not hold is absent.
 */
export function pebFile(data: ShipmentData): MachineFile {
  const figures = shipmentFigures(data)
  const { shipment = {}, company = {} } = data
  const money = (minor: bigint): number => Number(fixedText(minor, figures.exponent))
  const entity = (kind: string, party: { name?: string, address?: readonly string[], country?: string }): object => ({ kodeEntitas: kind, namaEntitas: party.name, alamatEntitas: party.address?.join(', '), kodeNegara: party.country })
  const kind = transportKind(data)
  const json = {
    kodeDokumen: '30', nomorAju: data.papers?.['peb']?.no, kodeKantor: shipment.kppbc, kodeKantorMuat: shipment.kppbc, kodeKantorEkspor: shipment.kppbc,
    kodeJenisEkspor: data.papers?.['peb']?.['exportType'], kodeKategoriEkspor: data.papers?.['peb']?.['exportCategory'], kodeCaraDagang: data.papers?.['peb']?.['tradeMethod'],
    kodeIncoterm: data.incoterm, kodeValuta: data.currency, ndpbm: data.customsRate?.idrPerUnit === undefined ? undefined : Number(data.customsRate.idrPerUnit),
    fob: money(figures.customs.fob), freight: money(figures.customs.freight), asuransi: money(figures.customs.insurance),
    bruto: Number(kilogramText(figures.packages.gross)), netto: Number(kilogramText(figures.packages.net)),
    kodePelMuat: shipment.portLoading, kodePelEkspor: shipment.portLoading, kodePelBongkar: shipment.portDischarge, kodePelTujuan: shipment.portDischarge, kodeNegaraTujuan: isExport(data) ? shipment.portDischarge?.slice(0, 2) : undefined,
    tanggalEkspor: shipment.etd, kodeTps: shipment.tps, namaTtd: company.signName, jabatanTtd: company.signTitle, kotaTtd: company.signPlace, tanggalTtd: shipment.pebDate,
    entitas: [
      { ...entity('eksportir', { name: company.sellerName, address: company.sellerAddress, country: company.country }), nomorIdentitas: company.npwp, nitku: company.nitku, nibEntitas: company.nib },
      entity('penerima', resolveParty(data, data.consignee).party), entity('pembeli', data.buyer ?? {}),
      ...(data.forwarder === undefined ? [] : [entity('ppjk', resolveParty(data, data.forwarder).party)]),
    ],
    pengangkut: [{ kodeCaraAngkut: kind === null ? undefined : modeCodes[kind], namaPengangkut: shipment.vessel ?? shipment.flight, nomorPengangkut: shipment.voyage ?? shipment.flight, kodeBendera: shipment.vesselFlag }],
    bankDevisa: [{ namaBank: company.bank?.name }],
    dokumen: (data.pebDocuments ?? []).map((document, index) => ({ seriDokumen: index + 1, kodeDokumen: document.code, nomorDokumen: document.no, tanggalDokumen: document.date })),
    kemasan: Object.entries(figures.packages.byType).map(([code, count], index) => ({ seriKemasan: index + 1, jumlahKemasan: count, kodeJenisKemasan: code, merkKemasan: (shipment.marks ?? []).join(' / ') })),
    kontainer: shipment.containerNo === undefined ? [] : [{ seriKontainer: 1, nomorKontainer: shipment.containerNo, kodeTipeKontainer: shipment.containerType }],
    barang: (data.lines ?? []).map((line, index) => {
      const rows = figures.rows.filter((row) => row.line === index)
      return {
        seriBarang: index + 1, posTarif: hsDigits(line.hs8), uraian: line.descriptionId ?? line.descriptionEn, merk: line.brand ?? '-', tipe: line.model ?? line.sku ?? '-', ukuran: line.variant?.size ?? '-', spesifikasiLain: line.material ?? '-', kodeBarang: line.sku,
        kodeNegaraAsal: line.countryOrigin, kodeDaerahAsal: line.originRegion ?? company.regionCode, jumlahSatuan: line.quantity === undefined ? undefined : Number(line.quantity), kodeSatuanBarang: line.unit,
        jumlahKemasan: rows.reduce((sum, row) => sum + row.packageCount, 0), kodeJenisKemasan: packagesOf(line)[0]?.typeCode,
        netto: Number(kilogramText(rows.reduce((sum, row) => sum + row.net, 0n))), volume: Number(cubicMetreText(rows.reduce((sum, row) => sum + row.volume, 0n))), fob: money(figures.fobByLine[index] ?? 0n),
      }
    }),
  }
  return { fileName: 'peb-data.json', mediaType: 'application/json', text: `${JSON.stringify(json, null, 2)}\n` }
}
