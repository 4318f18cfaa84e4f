import { XMLParser } from 'fast-xml-parser'
import { type BankStatement, type TableFallback, type TableProfile, type XmlNode, isCamt, isMt940, isOfx, readBankTable, readCamt, readMt940, readOfx } from '../../core/banking/index.ts'
import { type Outcome, RefusalError, refuse } from '../../core/errors/index.ts'
import { decodeText } from './decode.ts'
import { readSeparated } from './separated.ts'

/**
 * Statements in a bank's file; what kind of file it is shows its content, never its name.
 * @param profile  how this account's table was read the last time, or as a person mapped it
 */
export function readBankFile(bytes: Uint8Array, profile: TableProfile | null = null, fallback: TableFallback = {}): Outcome<BankStatement[]> {
  try {
    const text = decodeText(bytes).replace(/^\ufeff/, '')
    if (text.trim() === '' || text.includes('\u0000')) return { ok: false, refusals: [refuse('FILE_INVALID')] }
    if (isOfx(text)) return readOfx(text)
    if (isMt940(text)) return readMt940(text)
    if (/^\s*</.test(text)) {
      const tree = readXml(text)
      return tree && isCamt(tree) ? readCamt(tree) : { ok: false, refusals: [refuse('BANK_FORMAT_UNKNOWN', { header: text.trim().slice(0, 80) })] }
    }
    return readBankTable(readSeparated(text), profile, fallback)
  } catch (error) {
    if (error instanceof RefusalError) return { ok: false, refusals: error.refusals }
    throw error
  }
}

const elementsDeepMax = 40

/** @returns null for what is no well-formed XML, or brings its own entities: those could be made to grow without end */
function readXml(text: string): XmlNode | null {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return null
  const parser = new XMLParser({
    ignoreAttributes: false, attributeNamePrefix: '@', textNodeName: '#text', removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false, trimValues: true, ignoreDeclaration: true,
    ignorePiTags: true, maxNestedTags: elementsDeepMax,
  })
  try {
    return parser.parse(text, true) as XmlNode
  } catch {
    // The parser throws plain errors for every way of being no XML.
    return null
  }
}
