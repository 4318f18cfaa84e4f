import { errorText } from '../backend/error-text.ts'
import type { CoretaxRowView } from '../contract/index.ts'
import { type Arguments, UsageError } from './arguments.ts'
import type { Connection } from './connection.ts'
import { printJson, writeOutput } from './output.ts'

type Manner = { readonly language: 'id' | 'en' | 'zh'; readonly json: boolean }

/**
 * `export coretax`: writes the import file of a time's tax invoices, or names each that would be refused.
 * @returns 1 where rows are refused and may not be left out; no file is written then
 */
export async function exportCoretax(connection: Connection, given: Arguments, { language, json }: Manner): Promise<number> {
  const from = given.need('from')
  const to = given.text('to') ?? from
  const id = given.text('id')
  const wanted = { from, to, ...(id === undefined ? {} : { documents: id.split(',') }) }
  const skipBad = given.flags.has('skip-bad')
  const out = given.text('out')
  if (out === undefined && json) throw new UsageError('--json needs --out')
  const preview = await connection.call('tax.coretax', wanted)
  const refused = preview.rows.filter((row) => !row.isReady)
  if (!json) for (const row of preview.rows) for (const line of findingLines(row, language)) process.stderr.write(`${line}\n`)
  const listed = preview.rows.flatMap((row) => findingObjects(row, language))
  if (refused.length > 0 && !skipBad) {
    if (json) printJson({ written: 0, refused: refused.length, findings: listed })
    else process.stderr.write(`CORETAX_REFUSED: ${errorText({ code: 'CORETAX_REFUSED', params: { count: refused.length } }, language)}\n`)
    return 1
  }
  const made = await connection.call('tax.coretaxFile', { ...wanted, skipBad, language })
  const names = made.files.map((file, index) => {
    const name = out === undefined ? undefined : index === 0 ? out : out.replace(/(\.[^./\\]*)?$/, (extension) => `-${index + 1}${extension}`)
    writeOutput(name, Buffer.from(file.base64, 'base64'))
    return name
  })
  if (json) printJson({ out: names, written: made.written, refused: refused.length, findings: listed })
  return 0
}

/** `error INV/2026/11/A-0042 NPWP_LENGTH (BuyerTin): An NPWP has 16 digits…` */
function findingLines(row: CoretaxRowView, language: Manner['language']): string[] {
  return row.findings.map(({ severity, refusal }) => `${severity} ${row.number} ${refusal.code}${refusal.field === undefined ? '' : ` (${refusal.field})`}: ${errorText(refusal, language)}`)
}

function findingObjects(row: CoretaxRowView, language: Manner['language']): object[] {
  return row.findings.map(({ severity, refusal, target }) => ({ severity, document: row.id, number: row.number, code: refusal.code, field: refusal.field ?? null, params: refusal.params, message: errorText(refusal, language), target }))
}
