import type { ContractName, ListName, Topic } from '../../contract/index.ts'

const everything: readonly Topic[] = ['book', 'ledger', 'stock', 'sales', 'purchases', 'payments', 'parties', 'products', 'accounts', 'rates', 'drafts', 'settings']

/** What makes the answer of a query old, by its name; a screen may give its own list. */
export const topicsOfQuery: Partial<Record<ContractName, readonly Topic[]>> = {
  'app.state': ['book'],
  'preferences.get': ['preferences'],
  'event.preview': everything,
  'draft.get': ['drafts'],
  'master.get': ['parties', 'products', 'accounts', 'rates', 'settings'],
  'document.get': ['ledger', 'sales', 'purchases', 'payments', 'stock', 'drafts', 'book'],
  'search.find': everything,
  'closing.summary': everything,
  'home.summary': [...everything, 'attention'],
  'report.run': ['ledger', 'stock', 'sales', 'purchases', 'payments', 'products', 'parties', 'book'],
  'report.table': ['ledger', 'stock', 'sales', 'purchases', 'payments', 'products', 'parties', 'accounts', 'book'],
  'figure.explain': [...everything],
  'report.prints': [...everything, 'reports'],
  'paper.offer': everything,
  'paper.render': everything,
  'bank.setup': ['bank', 'accounts', 'book'],
  'bank.proposals': ['bank', 'ledger', 'parties', 'rates', 'book'],
  'bank.reconciliation': ['bank', 'ledger', 'book'],
  'tax.overview': ['tax', 'rates', 'settings', 'ledger', 'sales', 'payments', 'book'],
  'tax.coretax': ['tax', 'settings', 'ledger', 'sales', 'parties', 'products', 'book'],
  'tax.readRates': ['rates'],
  'tax.exportNote': ['tax', 'book'],
  'settings.get': ['settings', 'book'],
  'conflict.list': ['attention', 'parties', 'products', 'drafts', 'book'],
  'conflict.get': ['attention', 'parties', 'products', 'accounts', 'rates', 'drafts', 'settings', 'book'],
  'conflict.decisions': ['attention'],
  'conflict.posted': everything,
  'duplicate.get': [...everything, 'attention'],
  'sync.status': ['sync'],
  'sync.settings': ['sync', 'settings'],
}

export const topicsOfList: Record<ListName, readonly Topic[]> = {
  sales: ['sales', 'payments', 'drafts', 'parties', 'book'],
  purchases: ['purchases', 'payments', 'drafts', 'parties', 'book'],
  documents: ['ledger', 'sales', 'purchases', 'payments', 'stock', 'drafts', 'book'],
  products: ['products', 'stock', 'book'],
  parties: ['parties', 'sales', 'purchases', 'payments', 'book'],
  accounts: ['accounts', 'ledger', 'book'],
  rates: ['rates', 'book'],
  attention: ['attention', 'tax', 'rates', 'settings', 'ledger', 'sync', 'sales', 'stock', 'purchases', 'book'],
  warehouses: ['settings', 'stock', 'book'],
  bankLines: ['bank', 'ledger', 'payments', 'book'],
  assets: ['ledger', 'book'],
  openItems: ['sales', 'purchases', 'payments', 'book'],
}
