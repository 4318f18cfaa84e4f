import { awbData } from './awb-data/index.ts'
import { beneficiaryCertificate } from './beneficiary-certificate/index.ts'
import { blDraftCheck } from './bl-draft-check/index.ts'
import { bookingRequest } from './booking-request/index.ts'
import { cartonLabel } from './carton-label/index.ts'
import { cnSheet } from './cn-sheet/index.ts'
import { collectionLetter } from './collection-letter/index.ts'
import { commercialInvoice } from './commercial-invoice/index.ts'
import { coretaxData } from './coretax-data/index.ts'
import { creditNote } from './credit-note/index.ts'
import { customsValuation } from './customs-valuation/index.ts'
import { debitNote } from './debit-note/index.ts'
import { deliveryOrder } from './delivery-order/index.ts'
import { dheFollowUp } from './dhe-follow-up/index.ts'
import { draft } from './draft/index.ts'
import { formA } from './form-a/index.ts'
import { formAanz } from './form-aanz/index.ts'
import { formAk } from './form-ak/index.ts'
import { formB } from './form-b/index.ts'
import { formD } from './form-d/index.ts'
import { formE } from './form-e/index.ts'
import { formIjepa } from './form-ijepa/index.ts'
import { fumigationRequest } from './fumigation-request/index.ts'
import { gaccData } from './gacc-data/index.ts'
import { halalInfo } from './halal-info/index.ts'
import { healthApplication } from './health-application/index.ts'
import { insuranceDeclaration } from './insurance-declaration/index.ts'
import { lcChecklist } from './lc-checklist/index.ts'
import { lcPresentation } from './lc-presentation/index.ts'
import { nonDgDeclaration } from './non-dg-declaration/index.ts'
import { orderConfirmation } from './order-confirmation/index.ts'
import { originCalculation } from './origin-calculation/index.ts'
import { packingList } from './packing-list/index.ts'
import { pebData } from './peb-data/index.ts'
import { phytosanitaryApplication } from './phytosanitary-application/index.ts'
import { proformaInvoice } from './proforma-invoice/index.ts'
import { quotation } from './quotation/index.ts'
import { rcep } from './rcep/index.ts'
import { receipt } from './receipt/index.ts'
import { salesContract } from './sales-contract/index.ts'
import { shippingInstruction } from './shipping-instruction/index.ts'
import { skaData } from './ska-data/index.ts'
import { statementOfAccount } from './statement-of-account/index.ts'
import { stockCard } from './stock-card/index.ts'
import { vLegalRequest } from './v-legal-request/index.ts'
import { vgmDeclaration } from './vgm-declaration/index.ts'
import { weightList } from './weight-list/index.ts'
import { woodPackagingStatement } from './wood-packaging-statement/index.ts'
import type { PaperType } from './types.ts'

/** Every paper that the program makes, in the order of a shipment. A new paper is its folder and its line here. */
export const paperTypes: readonly PaperType[] = [
  quotation,
  proformaInvoice,
  salesContract,
  orderConfirmation,
  commercialInvoice,
  packingList,
  weightList,
  bookingRequest,
  shippingInstruction,
  vgmDeclaration,
  blDraftCheck,
  pebData,
  cnSheet,
  skaData,
  formE,
  rcep,
  formD,
  formB,
  originCalculation,
  beneficiaryCertificate,
  cartonLabel,
  nonDgDeclaration,
  fumigationRequest,
  phytosanitaryApplication,
  healthApplication,
  halalInfo,
  gaccData,
  vLegalRequest,
  insuranceDeclaration,
  draft,
  collectionLetter,
  lcPresentation,
  lcChecklist,
  woodPackagingStatement,
  formA,
  formAk,
  formAanz,
  formIjepa,
  debitNote,
  creditNote,
  receipt,
  deliveryOrder,
  stockCard,
  statementOfAccount,
  coretaxData,
  customsValuation,
  awbData,
  dheFollowUp,
]
