import type { ShipmentData } from '../../core/shipment/index.ts'
import { fileNameOf } from '../parts/paper.ts'
import { rulesOf } from '../rules/index.ts'
import { samples } from '../samples/index.ts'
import type { Demand, Issuer, Language, Languages, MachineFile, Need, PaperBox, PaperType } from '../types.ts'
import { contextOf, valueOf } from './context.ts'
import { boxPath, boxValue, factLabel, inLanguage, labelOf } from './facts.ts'
import { formLayout, numberOf } from './form-layout.ts'
import { rowTables } from './row-facts.ts'
import type { BoxSpec, FormSpec, Triple } from './spec.ts'

/** What a form paper is beside its form. */
export interface FormPaper {
  readonly type: string
  /** The parsed `form.json`. */
  readonly form: unknown
  readonly issuer?: Issuer
  readonly demand: (data: ShipmentData) => Demand
  readonly languages?: Languages
  readonly copies?: readonly [originals: number, copies: number]
  readonly sample?: keyof typeof samples
  readonly machineFile?: (data: ShipmentData) => MachineFile
}

/** A paper from its form: layout, needs, boxes and file name all follow from `form.json`. */
export function formPaper(paper: FormPaper): PaperType {
  const form = paper.form as FormSpec
  return {
    type: paper.type,
    title: byLanguage(form.title),
    paperKey: form.paperKey,
    issuer: paper.issuer ?? 'exporter',
    demand: paper.demand,
    languages: paper.languages ?? ['en'],
    copies: { originals: paper.copies?.[0] ?? 1, copies: paper.copies?.[1] ?? 0 },
    needs: needsOf(form),
    rules: rulesOf(paper.type),
    layout: (data, options) => formLayout(form, data, options),
    boxes: (data, language) => boxesOf(form, data, language),
    fileName: (data) => fileNameOf(paper.type, numberOf(form, data)),
    sample: samples[paper.sample ?? 'chairs'],
    ...(paper.machineFile === undefined ? {} : { machineFile: paper.machineFile }),
  }
}

function byLanguage(triple: Triple): Readonly<Record<Language, string>> {
  return { id: triple[0], en: triple[1], zh: triple[2] }
}

function boxSpecs(form: FormSpec): BoxSpec[] {
  return form.sections.flatMap((section) => (section.kind === 'bands' ? section.rows.flat() : section.kind === 'boxes' ? section.boxes : []))
}

function needsOf(form: FormSpec): Need[] {
  return boxSpecs(form).filter((spec) => spec.need !== undefined).map((spec) => ({
    field: boxPath(spec, form.paperKey), label: spec.fact ?? spec.typed ?? '', text: byLanguage(labelOf(spec)), required: spec.need === 'required',
    present: (data) => boxValue(spec, contextOf(data, ['en'], form.paperKey)).text !== '',
  }))
}

/** Every value of the form in its order, items one after another. */
export function boxesOf(form: FormSpec, data: ShipmentData, language: Language): PaperBox[] {
  const context = contextOf(data, [language], form.paperKey)
  return form.sections.flatMap((section): PaperBox[] => {
    if (section.kind === 'items') {
      const table = rowTables[section.of]
      return Array.from({ length: table.count(context) }, (_, index) => section.boxes.map((column): PaperBox => {
        const found = table.fact(column.fact, index, context)
        const value = valueOf(found?.result)
        return { no: `${column.no ?? ''}.${index + 1}`, name: column.name ?? '', label: inLanguage(labelOf(column), language), value: value.text, plain: value.plain, path: found?.path ?? '' }
      })).flat()
    }
    if (section.kind === 'table') {
      const table = rowTables[section.of]
      return Array.from({ length: table.count(context) }, (_, index) => section.columns.map((column): PaperBox => {
        const found = table.fact(column.fact, index, context)
        const value = valueOf(found?.result)
        const label = value.text.replace(/^\{(\w+)\}$/, (_whole, name: string) => inLanguage(factLabel(name), language))
        return { no: `${column.no ?? ''}.${index + 1}`, name: column.name ?? '', label: inLanguage(labelOf(column), language), value: label, plain: value.plain, path: found?.path ?? '' }
      })).flat()
    }
    const specs = section.kind === 'bands' ? section.rows.flat() : section.kind === 'boxes' ? section.boxes : []
    return specs.map((spec) => {
      const value = boxValue(spec, context)
      return { no: spec.no ?? '', name: spec.name ?? '', label: inLanguage(labelOf(spec), language), value: value.text, plain: value.plain, path: boxPath(spec, form.paperKey) }
    })
  })
}
