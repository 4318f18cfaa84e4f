// Every word of the program, by language and area. Imports nothing.
// Invariant: the three languages have the same keys; the English file is the list of keys.

import idCommon from './id/common.json' with { type: 'json' }
import idKit from './id/kit.json' with { type: 'json' }
import idErrors from './id/errors.json' with { type: 'json' }
import idAttention from './id/attention.json' with { type: 'json' }
import idStart from './id/start.json' with { type: 'json' }
import idParties from './id/parties.json' with { type: 'json' }
import idProducts from './id/products.json' with { type: 'json' }
import idSettings from './id/settings.json' with { type: 'json' }
import idInbox from './id/inbox.json' with { type: 'json' }
import idSales from './id/sales.json' with { type: 'json' }
import idPurchases from './id/purchases.json' with { type: 'json' }
import idPayments from './id/payments.json' with { type: 'json' }
import idJournal from './id/journal.json' with { type: 'json' }
import idClosing from './id/closing.json' with { type: 'json' }
import idLending from './id/lending.json' with { type: 'json' }
import idOpening from './id/opening.json' with { type: 'json' }
import idDocuments from './id/documents.json' with { type: 'json' }
import idHome from './id/home.json' with { type: 'json' }
import idReports from './id/reports.json' with { type: 'json' }
import idStock from './id/stock.json' with { type: 'json' }
import idSync from './id/sync.json' with { type: 'json' }
import idDevices from './id/devices.json' with { type: 'json' }
import idHelp from './id/help.json' with { type: 'json' }
import idShell from './id/shell.json' with { type: 'json' }
import idTax from './id/tax.json' with { type: 'json' }
import idBanking from './id/banking.json' with { type: 'json' }
import idImporting from './id/importing.json' with { type: 'json' }
import idConflicts from './id/conflicts.json' with { type: 'json' }
import idShipments from './id/shipments.json' with { type: 'json' }
import idQuarantine from './id/quarantine.json' with { type: 'json' }
import idParcels from './id/parcels.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enKit from './en/kit.json' with { type: 'json' }
import enErrors from './en/errors.json' with { type: 'json' }
import enAttention from './en/attention.json' with { type: 'json' }
import enStart from './en/start.json' with { type: 'json' }
import enParties from './en/parties.json' with { type: 'json' }
import enProducts from './en/products.json' with { type: 'json' }
import enSettings from './en/settings.json' with { type: 'json' }
import enInbox from './en/inbox.json' with { type: 'json' }
import enSales from './en/sales.json' with { type: 'json' }
import enPurchases from './en/purchases.json' with { type: 'json' }
import enPayments from './en/payments.json' with { type: 'json' }
import enJournal from './en/journal.json' with { type: 'json' }
import enClosing from './en/closing.json' with { type: 'json' }
import enLending from './en/lending.json' with { type: 'json' }
import enOpening from './en/opening.json' with { type: 'json' }
import enDocuments from './en/documents.json' with { type: 'json' }
import enHome from './en/home.json' with { type: 'json' }
import enReports from './en/reports.json' with { type: 'json' }
import enStock from './en/stock.json' with { type: 'json' }
import enSync from './en/sync.json' with { type: 'json' }
import enDevices from './en/devices.json' with { type: 'json' }
import enHelp from './en/help.json' with { type: 'json' }
import enShell from './en/shell.json' with { type: 'json' }
import enTax from './en/tax.json' with { type: 'json' }
import enBanking from './en/banking.json' with { type: 'json' }
import enImporting from './en/importing.json' with { type: 'json' }
import enConflicts from './en/conflicts.json' with { type: 'json' }
import enShipments from './en/shipments.json' with { type: 'json' }
import enQuarantine from './en/quarantine.json' with { type: 'json' }
import enParcels from './en/parcels.json' with { type: 'json' }
import zhCommon from './zh-Hans/common.json' with { type: 'json' }
import zhKit from './zh-Hans/kit.json' with { type: 'json' }
import zhErrors from './zh-Hans/errors.json' with { type: 'json' }
import zhAttention from './zh-Hans/attention.json' with { type: 'json' }
import zhStart from './zh-Hans/start.json' with { type: 'json' }
import zhParties from './zh-Hans/parties.json' with { type: 'json' }
import zhProducts from './zh-Hans/products.json' with { type: 'json' }
import zhSettings from './zh-Hans/settings.json' with { type: 'json' }
import zhInbox from './zh-Hans/inbox.json' with { type: 'json' }
import zhSales from './zh-Hans/sales.json' with { type: 'json' }
import zhPurchases from './zh-Hans/purchases.json' with { type: 'json' }
import zhPayments from './zh-Hans/payments.json' with { type: 'json' }
import zhJournal from './zh-Hans/journal.json' with { type: 'json' }
import zhClosing from './zh-Hans/closing.json' with { type: 'json' }
import zhLending from './zh-Hans/lending.json' with { type: 'json' }
import zhOpening from './zh-Hans/opening.json' with { type: 'json' }
import zhDocuments from './zh-Hans/documents.json' with { type: 'json' }
import zhHome from './zh-Hans/home.json' with { type: 'json' }
import zhReports from './zh-Hans/reports.json' with { type: 'json' }
import zhStock from './zh-Hans/stock.json' with { type: 'json' }
import zhSync from './zh-Hans/sync.json' with { type: 'json' }
import zhDevices from './zh-Hans/devices.json' with { type: 'json' }
import zhHelp from './zh-Hans/help.json' with { type: 'json' }
import zhShell from './zh-Hans/shell.json' with { type: 'json' }
import zhTax from './zh-Hans/tax.json' with { type: 'json' }
import zhBanking from './zh-Hans/banking.json' with { type: 'json' }
import zhImporting from './zh-Hans/importing.json' with { type: 'json' }
import zhConflicts from './zh-Hans/conflicts.json' with { type: 'json' }
import zhShipments from './zh-Hans/shipments.json' with { type: 'json' }
import zhQuarantine from './zh-Hans/quarantine.json' with { type: 'json' }
import zhParcels from './zh-Hans/parcels.json' with { type: 'json' }

const id = {
  common: idCommon, kit: idKit, errors: idErrors, attention: idAttention, start: idStart, parties: idParties,
  products: idProducts, settings: idSettings, inbox: idInbox, sales: idSales, purchases: idPurchases, payments: idPayments,
  journal: idJournal, closing: idClosing, lending: idLending, opening: idOpening, documents: idDocuments, home: idHome, reports: idReports, stock: idStock,
  sync: idSync, devices: idDevices, help: idHelp, shell: idShell, tax: idTax, banking: idBanking, importing: idImporting, conflicts: idConflicts, shipments: idShipments, quarantine: idQuarantine, parcels: idParcels,
}
const en = {
  common: enCommon, kit: enKit, errors: enErrors, attention: enAttention, start: enStart, parties: enParties,
  products: enProducts, settings: enSettings, inbox: enInbox, sales: enSales, purchases: enPurchases, payments: enPayments,
  journal: enJournal, closing: enClosing, lending: enLending, opening: enOpening, documents: enDocuments, home: enHome, reports: enReports, stock: enStock,
  sync: enSync, devices: enDevices, help: enHelp, shell: enShell, tax: enTax, banking: enBanking, importing: enImporting, conflicts: enConflicts, shipments: enShipments, quarantine: enQuarantine, parcels: enParcels,
}
const zh = {
  common: zhCommon, kit: zhKit, errors: zhErrors, attention: zhAttention, start: zhStart, parties: zhParties,
  products: zhProducts, settings: zhSettings, inbox: zhInbox, sales: zhSales, purchases: zhPurchases, payments: zhPayments,
  journal: zhJournal, closing: zhClosing, lending: zhLending, opening: zhOpening, documents: zhDocuments, home: zhHome, reports: zhReports, stock: zhStock,
  sync: zhSync, devices: zhDevices, help: zhHelp, shell: zhShell, tax: zhTax, banking: zhBanking, importing: zhImporting, conflicts: zhConflicts, shipments: zhShipments, quarantine: zhQuarantine, parcels: zhParcels,
}

export type Area = keyof typeof en
/** The keys of each area, from the English files. */
export type Words = typeof en

/** Languages in the order in which the program changes between them; each with its own name and its short sign. */
export const languages = [
  { id: 'id', name: 'Bahasa Indonesia', sign: 'ID', tag: 'id' },
  { id: 'en', name: 'English', sign: 'EN', tag: 'en' },
  { id: 'zh', name: '简体中文', sign: '中', tag: 'zh-Hans' },
] as const

export type LanguageId = (typeof languages)[number]['id']

export const areas = Object.keys(en) as Area[]
export const resources = { id, en, zh }
