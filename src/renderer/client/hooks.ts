import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { ContractName, InputOf, ListName, ListPage, ListRows, OutputOf, Topic } from '../../contract/index.ts'
import { type Refusal, RefusalError } from '../../core/errors/index.ts'
import { call, queryClient } from './client.ts'
import { topicsOfList, topicsOfQuery } from './topics.ts'

/** What went wrong, as refusals; an error that is none (a defect) is shown as INTERNAL. */
export function refusalsOf(error: unknown): readonly Refusal[] {
  if (error === null || error === undefined) return []
  if (error instanceof RefusalError) return error.refusals
  return [{ code: 'INTERNAL', params: { reference: error instanceof Error ? error.message.slice(0, 60) : '' } }]
}

export interface CallOptions {
  readonly enabled?: boolean
  /** Read again when one of these changes; by default what the query's name depends on. */
  readonly topics?: readonly Topic[]
  /** Shows the last answer while the next one (another input) is on its way. */
  readonly keepPrevious?: boolean
}

/** A live query: `data`, `isPending`, `refusals`; `isPrevious` while the last answer stands in for one that is on its way. */
export function useCall<N extends ContractName>(name: N, input: InputOf<N>, options: CallOptions = {}) {
  const result = useQuery({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    meta: { topics: options.topics ?? topicsOfQuery[name] ?? [] },
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    // What is searched is still being taken into the index a moment after a book was opened.
    ...(name === 'search.find' ? { staleTime: 1000 } : {}),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
  return { data: result.data, isPending: result.isPending, isFetching: result.isFetching, isPrevious: result.isPlaceholderData, refusals: refusalsOf(result.error), refetch: result.refetch }
}

export interface ListParams {
  readonly search?: string
  readonly filter?: Readonly<Record<string, string>>
  readonly sort?: { readonly column: string; readonly descending: boolean }
}

/** A list of any length of which only the pages in sight are held. */
export interface ListResult<Row> {
  readonly list: ListName
  readonly params: ListParams
  readonly total: number
  readonly sums: ListPage<Row>['sums']
  /** Nothing of it is known yet. */
  readonly isLoading: boolean
  readonly refusals: readonly Refusal[]
  /** The row at this place, undefined while its page is on its way. */
  rows(index: number): Row | undefined
  /** Tells which rows are in sight; their pages are fetched. */
  ensure(first: number, last: number): void
  /** Fetches a row that is not in sight. */
  fetchRow(index: number): Promise<Row | undefined>
}

export const pageRows = 100

type Page = ListPage<ListRows[ListName]>

export function useList<L extends ListName>(list: L, params: ListParams = {}, enabled = true): ListResult<ListRows[L]> {
  const key = JSON.stringify([list, params])
  const [range, setRange] = useState({ key, first: 0, last: 0 })
  const inSight = range.key === key ? range : { key, first: 0, last: 0 }
  const pages = useMemo(() => {
    const numbers = new Set([0])
    for (let page = inSight.first; page <= inSight.last; page++) numbers.add(page)
    return [...numbers]
  }, [inSight.first, inSight.last])

  const query = useCallback((page: number) => {
    const input = {
      list, offset: page * pageRows, limit: pageRows,
      ...(params.search ? { search: params.search } : {}), ...(params.filter ? { filter: params.filter } : {}), ...(params.sort ? { sort: params.sort } : {}),
    }
    return { queryKey: ['list.page', input], queryFn: () => call('list.page', input) as Promise<Page>, meta: { topics: topicsOfList[list] } }
    // `key` is the content of list and params.
  }, [key])

  const results = useQueries({ queries: pages.map((page) => ({ ...query(page), enabled })) })
  const byPage = new Map(pages.map((page, index) => [page, results[index]]))
  const first = byPage.get(0)
  // While a new search is on its way the last answer stays, so that nothing jumps.
  const last = useRef<Page | null>(null)
  if (first?.data) last.current = first.data
  const head = first?.data ?? last.current

  const ensure = useCallback((from: number, to: number) => {
    const firstPage = Math.floor(Math.max(0, from) / pageRows)
    const lastPage = Math.floor(Math.max(0, to) / pageRows)
    setRange((old) => (old.key === key && old.first === firstPage && old.last === lastPage ? old : { key, first: firstPage, last: lastPage }))
  }, [key])

  const rows = (index: number): ListRows[L] | undefined => {
    const page = Math.floor(index / pageRows)
    const data = byPage.get(page)?.data ?? queryClient.getQueryData<Page>(query(page).queryKey) ?? (page === 0 ? last.current : null)
    return data?.rows[index - page * pageRows] as ListRows[L] | undefined
  }
  return {
    list, params, total: head?.total ?? 0, sums: head?.sums ?? [], isLoading: head === null, refusals: refusalsOf(first?.error), rows, ensure,
    fetchRow: async (index) => {
      const page = Math.floor(index / pageRows)
      const data = await queryClient.fetchQuery(query(page))
      return data.rows[index - page * pageRows] as ListRows[L] | undefined
    },
  }
}

/** A command with its state: `run` resolves to null when it was refused, and `refusals` then says why. */
export function useCommand<N extends ContractName>(name: N) {
  const [state, setState] = useState<{ busy: boolean; refusals: readonly Refusal[] }>({ busy: false, refusals: [] })
  const run = useCallback(async (input: InputOf<N>): Promise<OutputOf<N> | null> => {
    setState({ busy: true, refusals: [] })
    try {
      const value = await call(name, input)
      setState({ busy: false, refusals: [] })
      return value
    } catch (error) {
      setState({ busy: false, refusals: refusalsOf(error) })
      return null
    }
  }, [name])
  const clear = useCallback(() => setState({ busy: false, refusals: [] }), [])
  return { run, clear, busy: state.busy, refusals: state.refusals }
}

const preferencesKey = ['preferences.get', {}]

/** A setting of this installation (language, theme, columns of a table): kept by the backend, the same in every window. */
export function usePreference<T>(key: string, fallback: T): [T, (value: T) => void] {
  const { data } = useCall('preferences.get', {})
  const value = (data?.[key] as T | undefined) ?? fallback
  const set = useCallback((next: T) => {
    queryClient.setQueryData(preferencesKey, (old: Record<string, unknown> | undefined) => ({ ...old, [key]: next }))
    void call('preferences.set', { key, value: next }).catch(() => queryClient.invalidateQueries({ queryKey: preferencesKey }))
  }, [key])
  return [value, set]
}
