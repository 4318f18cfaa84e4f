// Folders of shipments: taking one in, its facts, checks, checklist, issued and received papers. Imports contract, core, paperwork, store.
// Invariant: a folder keeps what was said, right or wrong; the rules of `paperwork` say what is wrong, and nothing here refuses it.
export { printBatch } from './batch.ts'
export { checkFolder, factsOf } from './check-folder.ts'
export { printPapers } from './folder-papers.ts'
export { changeFolder, folderShipment, isFolderId, newFolderDocument, packingRuleOf, requireFolder } from './folder-store.ts'
export { folderOf } from './from-documents.ts'
export { importShipment } from './import-shipment.ts'
export { issuePaper, issuedPaper } from './issue.ts'
export { packed, packingChanges } from './pack.ts'
export { shipmentAttention } from './timeline.ts'
export { folderView } from './view.ts'
