import { paperTypes } from '../../paperwork/index.ts'

export interface PaperListEntry {
  readonly type: string
  readonly title: (typeof paperTypes)[number]['title']
  /** The facts that the paper is made of, as dotted paths of a shipment. */
  readonly needs: readonly { readonly field: string; readonly required: boolean }[]
}

/** Every paper of the registry and what it needs, for callers that may not reach into the registry themselves. */
export function paperList(): readonly PaperListEntry[] {
  return paperTypes.map((paper) => {
    const needs = paper.needs.map(({ field, required }) => ({ field, required }))
    const shown = (paper.boxes?.(paper.sample, 'en') ?? []).map(({ path }) => path).filter((path) => path !== '' && !needs.some(({ field }) => field === path))
    return { type: paper.type, title: paper.title, needs: [...needs, ...[...new Set(shown)].map((field) => ({ field, required: false }))] }
  })
}
