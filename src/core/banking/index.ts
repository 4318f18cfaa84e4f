// Bank statements: five formats into one shape, what makes a line itself, and what it may be in the books. Imports core only.
// Invariant: pure; every figure of a file is proven by the file's own balances and sums, and no input throws.
export * from './camt.ts'
export { type EventBody, type KnownParty, type LearnedRule, type MatchFacts, type MatchReason, type BookedMovement, type OpenClaim, type OpenLine, type OpenOrder, type Proposal } from './match-facts.ts'
export { bookedTo, paymentOf, transferOf } from './event-bodies.ts'
export { type DateOrder, type DecimalMark, readAmount, readDate } from './figures.ts'
export { likeText, lineKeys } from './identity.ts'
export { isMt940, readMt940 } from './mt940.ts'
export { isOfx, readOfx } from './ofx.ts'
export { combine, partyPayment, proposeMatches } from './propose.ts'
export { readBankTable } from './read-statement.ts'
export { namedIn } from './references.ts'
export { type BankStatement, type LineDetail, type StatementFormat, type StatementLine, plainAccount, plainText } from './statement.ts'
export { type TableFallback, type TableProfile, type TableRow, headingKey, shownHeader, tableProfiles } from './table.ts'
