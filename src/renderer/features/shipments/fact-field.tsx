import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShipmentFinding, ShipmentView } from '../../../contract/index.ts'
import { DateField, DecimalField, Select, TextArea, TextField } from '../../kit/index.ts'
import { CodeField } from './code-field.tsx'
import type { FactSection, FactSpec } from './field-list.ts'
import { FindingNotes } from './finding-notes.tsx'

/** The value at a path like `lines[2].packages.count`. */
export function valueAt(data: unknown, path: string): unknown {
  return path.replace(/\[(\d+)\]/g, '.$1').split('.').reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[step] : undefined), data)
}

export interface Folder {
  readonly view: ShipmentView
  save(changes: Readonly<Record<string, unknown>>): void
}

/** What a fact is as text: rows under each other, a party by its name. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.filter((row) => typeof row === 'string').join('\n')
  if (typeof value === 'object' && value !== null && 'name' in value) return String((value as { name: unknown }).name)
  return ''
}

/** One fact with what the rules say about it; it is kept as soon as it is left. */
export function FactField({ spec, folder }: { spec: FactSpec; folder: Folder }) {
  const { t } = useTranslation('shipments')
  const label = t(`field.${spec.label}` as 'field.name')
  const kept = textOf(valueAt(folder.view.data, spec.path))
  const [typed, setTyped] = useState<string | null>(null)
  const put = (text: string): void => {
    setTyped(null)
    if (text === kept) return
    const value = text === '' ? null : spec.kind === 'rows' ? text.split('\n') : spec.kind === 'count' ? Number(text) : spec.kind === 'yesNo' ? text === 'true' : text
    folder.save({ [spec.path]: value })
  }
  const notes = <FindingNotes findings={findingsAt(folder.view.findings, spec.path)} folder={folder} />
  const common = { label, ...(spec.wide ? { wide: true } : {}) }
  const choices = spec.kind === 'yesNo' ? ['true', 'false'] : spec.choices
  const control = spec.list !== undefined
    ? <CodeField {...common} list={spec.list} value={kept} onChange={put} />
    : choices !== undefined
      ? <Select {...common} value={kept} options={[{ id: '', label: '–' }, ...choices.map((id) => ({ id, label: t(`choice.${id}` as 'choice.added', { defaultValue: id }) }))]} onChange={put} />
      : spec.kind === 'date'
        ? <DateField {...common} value={kept.slice(0, 10) === '' ? null : kept.slice(0, 10)} onChange={(date) => put(date ?? '')} />
        : (spec.kind === 'decimal' || spec.kind === 'count') && (kept === '' || /^-?[0-9]+(\.[0-9]+)?$/.test(kept))
          ? <DecimalField {...common} places={spec.kind === 'count' ? 0 : 6} value={typed ?? (kept === '' ? null : kept)} onChange={(value) => setTyped(value ?? '')} onBlur={() => put(typed ?? kept)} />
          : spec.kind === 'rows'
            ? <TextArea {...common} rows={3} value={typed ?? kept} onChange={setTyped} onBlur={() => put(typed ?? kept)} />
            : <TextField {...common} value={typed ?? kept} onChange={setTyped} onBlur={() => put(typed ?? kept)} />
  return <div className={`fact${spec.wide ? ' wide' : ''}`}>{control}{notes}</div>
}

/** What the rules say about this field, or about a group of which it is the first. */
function findingsAt(findings: readonly ShipmentFinding[], path: string): ShipmentFinding[] {
  return findings.filter(({ field }) => field === path || (field !== null && field.startsWith(`${path}[`)))
}

export function FactSections({ sections, folder, exclude = [] }: { sections: readonly FactSection[]; folder: Folder; exclude?: readonly string[] }) {
  const { t } = useTranslation('shipments')
  return (
    <div className="fact-sections">
      {sections.filter(({ id }) => !exclude.includes(id)).map((section) => (
        <section className="card" key={section.id}>
          <h2>{t(`section.${section.id}` as 'section.buyer')}</h2>
          <div className="form-grid">{section.facts.map((spec) => <FactField key={spec.path} spec={spec} folder={folder} />)}</div>
        </section>
      ))}
    </div>
  )
}
