import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aStore } from './test-store.ts'
import type { RevisionTree } from './types.ts'

interface Node {
  parent: number | null
  deleted: boolean
}

/** A tree of revisions of one document, each node the child of an earlier one. */
const aTree = fc
  .array(fc.record({ parent: fc.nat(), deleted: fc.boolean(), root: fc.integer({ min: 0, max: 5 }) }), { minLength: 1, maxLength: 12 })
  .map((nodes): Node[] => nodes.map(({ parent, deleted, root }, index) => ({ parent: index === 0 || root === 0 ? null : parent % index, deleted })))

function documentsOf(id: string, nodes: Node[]): Record<string, unknown>[] {
  return nodes.map((node, index) => {
    const ids: string[] = []
    for (let at: number | null = index; at !== null; at = nodes[at]!.parent) ids.push(`n${String(at).padStart(2, '0')}`)
    return { _id: id, _rev: `${ids.length}-${ids[0]}`, _revisions: { start: ids.length, ids }, n: index, ...(node.deleted ? { _deleted: true } : {}) }
  })
}

/** The shape of a tree without what depends on arrival: the order of its roots, and what is known of inner revisions whose body never came. */
function shape(tree: RevisionTree): unknown {
  const node = ([id, options, children]: RevisionTree[number]['ids']): unknown => [id, children.length === 0 && options.deleted === true, children.map(node)]
  return tree.map((path) => JSON.stringify([path.pos, node(path.ids)])).sort()
}

describe('the order in which revisions arrive', () => {
  it('changes neither trees, winners, conflicts nor bodies', () => {
    fc.assert(
      fc.property(
        fc.array(aTree, { minLength: 1, maxLength: 3 }).chain((trees) => {
          const docs = trees.flatMap((nodes, index) => documentsOf(`d${index}`, nodes))
          const shuffled = fc.shuffledSubarray(docs, { minLength: docs.length, maxLength: docs.length })
          return fc.tuple(fc.constant(trees.length), shuffled, shuffled, fc.integer({ min: 1, max: 5 }))
        }),
        ([count, one, other, batch]) => {
          const first = aStore()
          const second = aStore()
          for (const doc of one) first.write([doc], { newEdits: false })
          for (let at = 0; at < other.length; at += batch) second.write(other.slice(at, at + batch), { newEdits: false })
          for (let index = 0; index < count; index++) {
            const id = `d${index}`
            expect(second.winner(id)).toEqual(first.winner(id))
            expect(second.conflicts(id)).toEqual(first.conflicts(id))
            expect(second.leaves(id)).toEqual(first.leaves(id))
            expect(shape(second.metadata(id)!.tree)).toEqual(shape(first.metadata(id)!.tree))
          }
          expect(second.info().docCount).toBe(first.info().docCount)
          expect(second.conflicted()).toEqual(first.conflicted())
        },
      ),
      { numRuns: 300 },
    )
  })

  it('reports winners so that the last report for each document is its winner', () => {
    fc.assert(
      fc.property(
        aTree.chain((nodes) => {
          const docs = documentsOf('d', nodes)
          return fc.shuffledSubarray(docs, { minLength: docs.length, maxLength: docs.length })
        }),
        (docs) => {
          let reported: unknown
          let previous: string | null = null
          const store = aStore({
            onWinners: ([change]) => {
              expect(change!.previousRev).toBe(previous)
              previous = change!.rev
              reported = change!.body
            },
          })
          for (const doc of docs) store.write([doc], { newEdits: false })
          expect(reported).toEqual(store.winner('d'))
        },
      ),
      { numRuns: 200 },
    )
  })
})
