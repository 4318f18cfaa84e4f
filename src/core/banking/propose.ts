import { daysBetween } from '../calendar/index.ts'
import { type Minor, baseCurrency, decimalText, divideHalfUp, minorText, parseDecimal, safe, sum, toBase } from '../money/index.ts'
import { bookedTo, depositOf, paymentOf, transferOf } from './event-bodies.ts'
import type { EventBody, KnownParty, MatchFacts, MatchReason, OpenClaim, OpenLine, Proposal } from './match-facts.ts'
import { holdsName, likeName, spellings } from './names.ts'
import { namedIn } from './references.ts'
import { likeText } from './identity.ts'

const shownMax = 6
const combinationMax = 3
const combinationItemsMax = 24
const transferDaysMax = 3
const bookedDaysMax = 5

interface Found { readonly reason: MatchReason; readonly certainty: Proposal['certainty']; readonly params?: Record<string, string>; readonly events?: readonly EventBody[]; readonly booked?: string; readonly otherLine?: string; readonly party?: string }

/**
 * What a statement line may be, in the order in which a bookkeeper would look: booked already, named by a number, taught,
 * named by its party, a charge or interest, a transfer. A certain hit comes alone at the top.
 * @source bookkeeping-tax.md 7.3, with M0 (booked already) before it
 */
export function proposeMatches(line: OpenLine, facts: MatchFacts): Proposal[] {
  if (line.details.length > 1) {
    const batch = batchOf(line, facts)
    if (batch) return [batch]
  }
  const text = [line.text, line.counterparty ?? '', line.reference ?? ''].join(' ')
  const found: Found[] = []
  const claims = facts.claims.filter((claim) => claim.currency === line.currency && claim.side === (line.amount > 0 ? 'receivable' : 'payable') && claim.open > 0)
  const parties = partiesIn(text, facts.parties)
  found.push(...alreadyBooked(line, facts, parties), ...byReference(line, text, claims, facts), ...byRule(line, text, facts), ...byParty(line, text, claims, parties, facts))
  found.push(...byOrder(line, text, parties, facts), ...ownMoney(line, text, facts), ...plainBanking(line, text, facts), ...byAmountAlone(line, claims, parties))
  const ranks = { certain: 0, likely: 1, possible: 2 }
  const seen = new Set<string>()
  return found
    .map((one, place) => ({ one, place }))
    .sort((a, b) => ranks[a.one.certainty] - ranks[b.one.certainty] || a.place - b.place)
    .map(({ one }) => proposalOf(line, one))
    .filter((proposal) => !seen.has(proposal.key) && seen.add(proposal.key) !== undefined)
    .slice(0, shownMax)
}

function proposalOf(line: OpenLine, { reason, certainty, params = {}, events = [], ...found }: Found): Proposal {
  const booked = found.booked ?? null
  const otherLine = found.otherLine ?? null
  const party = found.party ?? null
  const what = booked ?? events.map((event) => JSON.stringify({ ...event, note: undefined })).join('+')
  return { key: digest(`${line.id} ${what}`), reason, certainty, params, events, booked, otherLine, party }
}

/** FNV-1a, enough to tell the handful of proposals of one line apart. */
function digest(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}

function partiesIn(text: string, parties: readonly KnownParty[]): string[] {
  const like = likeName(text)
  return parties.filter((party) => holdsName(like, spellings(party.names))).map((party) => party.code)
}

const money = (line: OpenLine, amount: Minor): string => `${minorText(amount, line.currency)} ${line.currency}`

function alreadyBooked(line: OpenLine, facts: MatchFacts, parties: readonly string[]): Found[] {
  const alike = facts.booked.filter((booked) => booked.amount === line.amount && Math.abs(daysBetween(booked.date, line.date)) <= bookedDaysMax)
  const named = alike.filter((booked) => booked.party !== null && parties.includes(booked.party))
  const nearest = (list: typeof alike): typeof alike => [...list].sort((a, b) => Math.abs(daysBetween(a.date, line.date)) - Math.abs(daysBetween(b.date, line.date)))
  return nearest(named.length > 0 ? named : alike).map((booked) => ({
    reason: 'alreadyBooked', certainty: alike.length === 1 || named.length === 1 ? 'certain' : 'likely', params: { number: booked.number, date: booked.date }, booked: booked.eventId, ...(booked.party === null ? {} : { party: booked.party }),
  }))
}

const openSum = (claims: readonly OpenClaim[]): Minor => sum(...claims.map((claim) => claim.open))
const whole = (claims: readonly OpenClaim[]): { claim: OpenClaim; amount: Minor }[] => claims.map((claim) => ({ claim, amount: claim.open }))
const numbers = (claims: readonly OpenClaim[]): string => claims.map((claim) => claim.number).join(', ')

/** M1, M2, and what follows from a number that is named: withheld tax, a part of the invoice. */
function byReference(line: OpenLine, text: string, claims: readonly OpenClaim[], facts: MatchFacts): Found[] {
  const named = claims.map((claim) => ({ claim, sure: namedIn(text, claim.references) })).filter(({ sure }) => sure > 0)
  const best = Math.max(0, ...named.map(({ sure }) => sure))
  const found = named.filter(({ sure }) => sure === best).map(({ claim }) => claim)
  const [first] = found
  if (!first || found.some((claim) => claim.party !== first.party)) return []
  const { party } = first
  const paid = Math.abs(line.amount)
  const open = openSum(found)
  const params = { number: numbers(found), amount: money(line, open) }
  const settle = (reason: MatchReason, certainty: Proposal['certainty'], settlement: Partial<Parameters<typeof paymentOf>[1]>, more: Record<string, string> = {}): Found =>
    ({ reason, certainty, params: { ...params, ...more }, party, events: [paymentOf(line, { party, claims: whole(found), ...settlement })] })
  if (paid === open) return [settle('reference', 'certain', {})]
  const missing = open - paid
  if (line.amount > 0 && line.charge !== null && line.charge === missing) return [settle('referenceCharge', 'certain', { charge: missing }, { charge: money(line, missing) })]
  const { withheldPayable } = facts.accounts
  if (line.amount < 0 && withheldPayable !== null && missing > 0) {
    // PPh 23 on services is 2 % of the price before VAT.
    const tax = safe(divideHalfUp(BigInt(sum(...found.map((claim) => claim.net))) * 2n, 100n))
    if (tax === missing) return [settle('referenceWithheld', 'certain', { withheld: { account: withheldPayable, amount: tax } }, { tax: money(line, tax) })]
  }
  const feeMax = Math.max(facts.feeMax, safe(divideHalfUp(BigInt(open), 100n)))
  if (line.amount > 0 && missing > 0 && missing <= feeMax) return [settle('referenceFee', 'likely', { charge: missing }, { charge: money(line, missing) })]
  if (line.amount < 0 && missing < 0 && -missing <= feeMax) return [settle('referenceFee', 'likely', { charge: -missing }, { charge: money(line, -missing) })]
  return [partial(line, party, found, 'likely')]
}

/** Oldest first, as far as the money goes. */
function partial(line: OpenLine, party: string, claims: readonly OpenClaim[], certainty: Proposal['certainty']): Found {
  let left = Math.abs(line.amount)
  const taken: { claim: OpenClaim; amount: Minor }[] = []
  for (const claim of oldestFirst(claims)) {
    const amount = Math.min(left, claim.open)
    if (amount <= 0) break
    taken.push({ claim, amount })
    left -= amount
  }
  return { reason: 'partOfInvoice', certainty, params: { number: numbers(taken.map(({ claim }) => claim)), rest: money(line, left) }, party, events: [paymentOf(line, { party, claims: taken })] }
}

/** A payment of or to a party that a person named: its open items are settled, the oldest first; the rest is held for it. */
export function partyPayment(line: OpenLine, party: string, facts: Pick<MatchFacts, 'claims'>): EventBody {
  const claims = facts.claims.filter((claim) => claim.party === party && claim.currency === line.currency && claim.side === (line.amount > 0 ? 'receivable' : 'payable') && claim.open > 0)
  let left = Math.abs(line.amount)
  const taken = oldestFirst(claims).flatMap((claim) => {
    const amount = Math.min(left, claim.open)
    left -= amount
    return amount > 0 ? [{ claim, amount }] : []
  })
  return paymentOf(line, { party, claims: taken })
}

const oldestFirst = (claims: readonly OpenClaim[]): OpenClaim[] => [...claims].sort((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.item < b.item ? -1 : 1))

/** What was taught, longest words first: they say most. */
function byRule(line: OpenLine, text: string, facts: MatchFacts): Found[] {
  const like = likeText(text)
  const rules = facts.rules
    .filter((rule) => rule.direction === (line.amount > 0 ? 'in' : 'out') && likeText(rule.contains) !== '' && like.includes(likeText(rule.contains)))
    .sort((a, b) => b.contains.length - a.contains.length)
  return rules.slice(0, 1).flatMap((rule): Found[] => {
    const params = { text: rule.contains }
    if (rule.account !== null) {
      const event = bookedTo(line, rule.account, facts)
      return event ? [{ reason: 'learned', certainty: 'likely', params: { ...params, account: rule.account }, events: [event] }] : []
    }
    if (rule.party === null) return []
    const party = rule.party
    return [{ reason: 'learned', certainty: 'likely', params: { ...params, account: party }, party, events: [partyPayment(line, party, facts)] }]
  })
}

/** M3, M4, M6: the party is named. */
function byParty(line: OpenLine, text: string, claims: readonly OpenClaim[], parties: readonly string[], facts: MatchFacts): Found[] {
  const found: Found[] = []
  const hasReference = claims.some((claim) => namedIn(text, claim.references) > 0)
  const paid = Math.abs(line.amount)
  for (const party of parties) {
    const own = oldestFirst(claims.filter((claim) => claim.party === party))
    const exact = own.filter((claim) => claim.open === paid)
    const [only] = exact
    const name = facts.parties.find((known) => known.code === party)?.names[0] ?? party
    if (only) {
      found.push({ reason: 'amountAndParty', certainty: exact.length === 1 && parties.length === 1 ? 'certain' : 'likely', params: { number: only.number, party: name }, party, events: [paymentOf(line, { party, claims: whole([only]) })] })
      continue
    }
    const combination = combine(own, paid)
    if (combination) found.push({ reason: 'combination', certainty: 'likely', params: { number: numbers(combination), party: name }, party, events: [paymentOf(line, { party, claims: whole(combination) })] })
    else if (line.charge !== null && own.some((claim) => claim.open === paid + (line.charge ?? 0))) {
      const claim = own.find((each) => each.open === paid + (line.charge ?? 0)) as OpenClaim
      found.push({ reason: 'referenceCharge', certainty: 'likely', params: { number: claim.number, amount: money(line, claim.open), charge: money(line, line.charge) }, party, events: [paymentOf(line, { party, claims: whole([claim]), charge: line.charge })] })
    } else if (own.length > 0 && !hasReference) found.push(partial(line, party, own, 'possible'))
    else if (own.length === 0 && !hasReference) found.push({ reason: 'partyOnly', certainty: 'possible', params: { party: name }, party, events: [paymentOf(line, { party, claims: [] })] })
  }
  return found
}

/** The fewest of a party's open items whose sum is the amount, the oldest preferred; two or three, as a person could see it. */
export function combine(claims: readonly OpenClaim[], amount: Minor): OpenClaim[] | null {
  const items = claims.slice(0, combinationItemsMax)
  const search = (from: number, left: Minor, count: number): OpenClaim[] | null => {
    if (count === 0) return left === 0 ? [] : null
    for (let index = from; index <= items.length - count; index += 1) {
      const item = items[index] as OpenClaim
      if (item.open > left) continue
      const rest = search(index + 1, left - item.open, count - 1)
      if (rest) return [item, ...rest]
    }
    return null
  }
  for (let count = 2; count <= combinationMax; count += 1) {
    const found = search(0, amount, count)
    if (found) return found
  }
  return null
}

/** M5: a share of an open order that is the one agreed on. */
function byOrder(line: OpenLine, text: string, parties: readonly string[], facts: MatchFacts): Found[] {
  if (line.amount <= 0) return []
  const sent = sum(line.amount, line.charge ?? 0)
  const found: Found[] = []
  for (const order of facts.orders) {
    if (order.currency !== line.currency) continue
    const isNamed = namedIn(text, order.references) > 0
    if (!isNamed && !parties.includes(order.customer)) continue
    const percent = [30, 50, 70, 100].find((share) => safe(divideHalfUp(BigInt(order.total) * BigInt(share), 100n)) === sent)
    if (percent === undefined && !isNamed) continue
    found.push({
      reason: 'orderShare', certainty: isNamed && percent !== undefined ? 'certain' : 'likely', params: { number: order.number, percent: percent === undefined ? '' : `${percent} %` }, party: order.customer,
      events: [depositOf(line, order.customer, order.id, line.charge ?? 0)],
    })
  }
  return found
}

/** M8: the same money on another account of ours, or one whose number the text names. */
function ownMoney(line: OpenLine, text: string, facts: MatchFacts): Found[] {
  const found: Found[] = []
  const rateText = parseDecimal(/@\s*([0-9]+(?:\.[0-9]+)?)/.exec(text)?.[1]?.replace(/^0+(?=[0-9])/, '') ?? '')
  for (const other of facts.otherLines) {
    if (other.amount > 0 === line.amount > 0 || Math.abs(daysBetween(other.date, line.date)) > transferDaysMax) continue
    const [from, to] = line.amount < 0 ? [line, other] : [other, line]
    const isSame = from.currency === to.currency
    const kept = -from.amount - to.amount
    if (isSame && kept === 0) found.push({ reason: 'transfer', certainty: 'likely', params: { account: other.account, date: other.date }, otherLine: other.id, events: [transferOf(from, to)] })
    else if (isSame && kept > 0 && kept <= facts.feeMax / 50 && sharesWords(from.text, to.text)) found.push({ reason: 'transfer', certainty: 'possible', params: { account: other.account, date: other.date }, otherLine: other.id, events: [transferOf(from, to)] })
    else if (!isSame && rateText && to.currency === baseCurrency && toBase(-from.amount, from.currency, rateText) === to.amount) {
      found.push({ reason: 'transferRate', certainty: 'certain', params: { account: other.account, rate: decimalText(rateText) }, otherLine: other.id, events: [transferOf(from, to)] })
    }
  }
  if (found.length > 0) return found
  const squeezed = text.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
  for (const own of facts.ownAccounts) {
    if (own.account === line.account || own.currency !== line.currency || own.number.length < 6 || !squeezed.includes(own.number)) continue
    const mirrored: OpenLine = { ...line, account: own.account, amount: -line.amount }
    found.push({ reason: 'ownAccount', certainty: 'likely', params: { account: own.account }, events: [line.amount < 0 ? transferOf(line, mirrored) : transferOf(mirrored, line)] })
  }
  return found
}

function sharesWords(a: string, b: string): boolean {
  const words = new Set(likeText(a).split(' ').filter((word) => word.length >= 5))
  return likeText(b).split(' ').some((word) => words.has(word))
}

const chargeWords = /\b(BIAYA (ADM|ADMIN|TXN|TRANSAKSI|TRANSFER|PROVISI|METERAI)|BY\.? ?ADM|ADMIN(ISTRATION)? FEE|TRANSFER FEE|(TELEX|CORRESPONDENT|CABLE|BANK|SERVICE|ACCOUNT) (AND [A-Z]+ )?(CHARGES?|FEES?))\b/
const interestTaxWords = /\b(PAJAK BUNGA|PAJAK JASA GIRO|TAX ON INTEREST|WITHHOLDING TAX ON INTEREST)\b/
const interestWords = /\b(BUNGA|JASA GIRO|(CREDIT )?INTEREST)\b/

/** M7: what every bank books by itself. */
function plainBanking(line: OpenLine, text: string, facts: MatchFacts): Found[] {
  const like = likeText(text)
  const { bankCharges, interestIncome, interestTax } = facts.accounts
  const to = (reason: MatchReason, account: string | null): Found[] => {
    const event = account === null ? null : bookedTo(line, account, facts)
    return event && account !== null ? [{ reason, certainty: 'certain', params: { account }, events: [event] }] : []
  }
  if (interestTaxWords.test(like)) return to('interestTax', interestTax)
  if (interestWords.test(like) && line.amount > 0) return to('interest', interestIncome)
  return chargeWords.test(like) ? to('charge', bankCharges) : []
}

/** Nothing but the amount: one open item has exactly it. */
function byAmountAlone(line: OpenLine, claims: readonly OpenClaim[], parties: readonly string[]): Found[] {
  const exact = claims.filter((claim) => claim.open === Math.abs(line.amount) && !parties.includes(claim.party))
  const [only] = exact
  return only && exact.length === 1 ? [{ reason: 'amountOnly', certainty: 'possible', params: { number: only.number }, party: only.party, events: [paymentOf(line, { party: only.party, claims: whole([only]) })] }] : []
}

/** One sum for several payments: each part by its own best proposal, all or nothing. */
function batchOf(line: OpenLine, facts: MatchFacts): Proposal | null {
  const parts = line.details.map((detail) => proposeMatches({ ...line, ...detail, charge: null, details: [] }, { ...facts, otherLines: [], booked: [] })[0])
  const events = parts.flatMap((part) => part?.events ?? [])
  if (parts.some((part) => part === undefined || part.events.length !== 1)) return null
  const sure = parts.every((part) => part?.certainty === 'certain')
  return proposalOf(line, { reason: 'batch', certainty: sure ? 'certain' : 'likely', params: { count: String(parts.length) }, events })
}
