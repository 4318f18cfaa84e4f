import type { InputOf } from '../../contract/index.ts'
import { type MutableDocument, memberOf, standingValues } from '../../core/document/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { discardedField, fieldKind, openFields } from '../../core/merging/index.ts'
import { parseDecimal } from '../../core/money/index.ts'
import type { Book } from '../../store/book/index.ts'
import { editedFields } from '../posting/apply-event.ts'
import { decisionDocument } from './decisions.ts'
import { eventOf, nameOf, requireVersioned } from './document-conflict.ts'

type Choice = InputOf<'conflict.resolve'>['choices'][number]

/**
 * Writes what a person chose, with a record of who chose what over what. Fields that are not chosen stay open.
 * @param check  refuses values that a person typed and that the document may not have
 * @returns how many fields are still open
 * @throws RefusalError DRAFT_CHANGED when the document is not at `rev`, CHOICE_GONE when a value does not stand there any more, and what `check` refuses
 */
export function resolveDocument(
  book: Book, { id, rev, choices, discard }: InputOf<'conflict.resolve'>, author: string, today: string, check: (document: MutableDocument, typed: Readonly<Record<string, unknown>>) => void,
): number {
  const document = { ...requireVersioned(book, id), _rev: rev }
  const name = nameOf(document)
  if (discard === 'discard') {
    book.transaction(() => book.write([
      { ...editedFields(book, document, { [discardedField]: true }, author), _id: id, _deleted: true }, decisionDocument(book, { what: 'discarded', about: id, name }, author, today),
    ]))
    return 0
  }
  const chosen = choices.map((choice) => ({ name: choice.name, value: valueOf(document, choice), isTyped: 'text' in choice }))
  check(document, Object.fromEntries(chosen.filter((one) => one.isTyped && memberOf(one.name) === null).map((one) => [one.name, one.value])))
  const changes: Record<string, unknown> = {}
  const event: Record<string, unknown> = { ...eventOf(document) }
  for (const one of chosen) {
    const member = memberOf(one.name)
    if (member === null) changes[one.name] = one.value
    else if (one.value === null) delete event[member]
    else event[member] = one.value
  }
  if (chosen.some((one) => memberOf(one.name) !== null)) changes['event'] = event
  if (discard === 'keep') changes[discardedField] = null
  book.transaction(() => {
    const documents = [editedFields(book, document, changes, author, chosen.map((one) => one.name))]
    if (chosen.length > 0) {
      documents.push(decisionDocument(book, {
        what: 'fields', about: id, name,
        fields: chosen.map((one) => ({
          name: one.name, chosen: one.value,
          others: standingValues(document, one.name).filter(({ value }) => JSON.stringify(value ?? null) !== JSON.stringify(one.value)).map(({ dot: [device], value }) => ({ device, value: value ?? null })),
        })),
      }, author, today))
    }
    if (discard === 'keep') documents.push(decisionDocument(book, { what: 'kept', about: id, name }, author, today))
    book.write(documents)
  })
  return openFields(requireVersioned(book, id)).length
}

function valueOf(document: MutableDocument, choice: Choice): unknown {
  const standing = standingValues(document, choice.name)
  if ('text' in choice) return typedValue(choice.name, choice.text, standing.map(({ value }) => value))
  const found = standing.find(({ dot: [device, counter] }) => device === choice.device && counter === choice.counter)
  if (!found) throw new RefusalError(refuse('CHOICE_GONE', { name: choice.name }, choice.name))
  return found.value ?? null
}

/** What a person typed, in the form that the standing values have; empty clears the field. */
function typedValue(name: string, typed: string, standing: readonly unknown[]): unknown {
  const text = typed.trim()
  if (text === '') return null
  const example = standing.find((value) => value !== undefined && value !== null)
  const kind = fieldKind(name)
  if (kind === 'rows' || (typeof example === 'object' && !Array.isArray(example))) throw new RefusalError(refuse('FIELD_INVALID', { name }, name))
  if (Array.isArray(example)) return text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  if (typeof example === 'boolean') return text === 'true' || text === '1' || text === 'yes'
  if (kind === 'money' || kind === 'quantity') {
    if (parseDecimal(text) === null) throw new RefusalError(refuse('BAD_DECIMAL', { text }, name))
    return typeof example === 'number' ? Number(text) : text
  }
  return text
}
