// Stock cost once more, written for the tests from the contract's text alone: it reads events, not effects, keeps nothing between
// two questions, goes through every movement of every product from the beginning, and calculates with BigInt. Slow and plain.
// Quantities are millionths, values sen. It knows no stock below zero: where a book has that, it is not asked.

type Row = Readonly<Record<string, string>>
export interface NaiveEvent { readonly event: string; readonly id: string; readonly date: string; readonly [field: string]: unknown }

interface Move {
  readonly id: string
  readonly date: string
  readonly product: string
  /** Signed; 0 for landed cost. */
  readonly quantity: bigint
  readonly kind: 'in' | 'issue' | 'consume' | 'produce' | 'return' | 'landed'
  /** Of an inbound its value, of landed cost the line's share. */
  readonly value: bigint
  /** The issue that a return brings back, the receipt that landed cost is about. */
  readonly of: Move | null
  readonly weight: bigint
  readonly sold: boolean
}

export interface NaiveResult {
  /** Per event and product: what it does to the value of the stock. */
  readonly stock: ReadonlyMap<string, bigint>
  /** Per event: what its movements do to cost of goods sold. */
  readonly sold: ReadonlyMap<string, bigint>
  /** Per product: what is there in the end. */
  readonly held: ReadonlyMap<string, { quantity: bigint; value: bigint }>
}

const million = 1_000_000n

/** Text as millionths. */
function micro(text: string | undefined): bigint {
  const [whole = '0', decimals = ''] = (text ?? '0').split('.')
  const sign = whole.startsWith('-') ? -1n : 1n
  return BigInt(whole) * million + sign * BigInt(decimals.padEnd(6, '0'))
}

function halfUp(numerator: bigint, denominator: bigint): bigint {
  const negative = (numerator < 0n) !== (denominator < 0n)
  const [above, below] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator]
  const rounded = (2n * above + below) / (2n * below)
  return negative ? -rounded : rounded
}

const share = (part: bigint, whole: bigint, value: bigint): bigint => (part === whole ? value : part === 0n || whole === 0n ? 0n : halfUp(part * value, whole))

function spread(total: bigint, weights: readonly bigint[]): bigint[] {
  let [whole, value] = [weights.reduce((sum, weight) => sum + weight, 0n), total]
  return weights.map((weight) => {
    const part = share(weight, whole, value)
    whole -= weight
    value -= part
    return part
  })
}

const places: Readonly<Record<string, bigint>> = { JPY: 1n, KRW: 1n }
/** Smallest units of one of the currency. */
const units = (currency: string): bigint => places[currency] ?? 100n
const money = (quantity: bigint, price: bigint, currency: string): bigint => halfUp(quantity * price * units(currency), million * million)
const inRupiah = (minor: bigint, currency: string, rate: string): bigint => {
  const [whole = '0', decimals = ''] = rate.split('.')
  return currency === 'IDR' ? minor : halfUp(minor * BigInt(whole + decimals) * 100n, units(currency) * 10n ** BigInt(decimals.length))
}

export class NaiveCosting {
  readonly #events: NaiveEvent[] = []
  readonly #moves = new Map<string, Move[]>()
  readonly #fifo: (product: string) => boolean
  readonly #rates: Readonly<Record<string, string>>

  /** @param rates  the one rate that the book has per currency */
  constructor(fifo: (product: string) => boolean, rates: Readonly<Record<string, string>>) {
    this.#fifo = fifo
    this.#rates = rates
  }

  /** An event that the book took, in the order of application. */
  add(event: NaiveEvent): void {
    this.#moves.set(event.id, this.#movesOf(event))
    this.#events.push(event)
  }

  /** Runs through everything, in order of date, application and place. */
  result(upTo = '9999-12-31'): NaiveResult {
    const ordered = this.#events.flatMap((event) => this.#moves.get(event.id) ?? []).filter(({ date }) => date <= upTo)
    ordered.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    const [stock, sold, held, pools, costs, back] = [new Map<string, bigint>(), new Map<string, bigint>(), new Map<string, { quantity: bigint; value: bigint }>(), new Map<string, { from: Move; quantity: bigint; value: bigint }[]>(), new Map<Move, bigint>(), new Map<Move, { quantity: bigint; value: bigint }>()]
    const more = (map: Map<string, bigint>, key: string, value: bigint): void => void map.set(key, (map.get(key) ?? 0n) + value)
    // A moving average is a queue of one.
    const enter = (move: Move, quantity: bigint, value: bigint): void => {
      const queue = pools.get(move.product) ?? []
      pools.set(move.product, queue)
      const [pool] = queue
      if (this.#fifo(move.product) || pool === undefined) queue.push({ from: move, quantity, value })
      else {
        pool.quantity += quantity
        pool.value += value
      }
      more(stock, `${move.id} ${move.product}`, value)
    }
    const leave = (move: Move): bigint => {
      let [left, cost] = [-move.quantity, 0n]
      for (const layer of pools.get(move.product) ?? []) {
        const taken = left < layer.quantity ? left : layer.quantity
        const value = share(taken, layer.quantity, layer.value)
        layer.quantity -= taken
        layer.value -= value
        left -= taken
        cost += value
      }
      if (left !== 0n) throw new Error(`${move.id} takes more ${move.product} than there is`)
      pools.set(move.product, (pools.get(move.product) ?? []).filter(({ quantity }) => quantity > 0n))
      costs.set(move, cost)
      more(stock, `${move.id} ${move.product}`, -cost)
      return cost
    }
    const valueOf = (move: Move): bigint => {
      if (move.kind === 'produce') {
        const all = (this.#moves.get(move.id) ?? []).filter(({ kind }) => kind === 'produce')
        const consumed = (this.#moves.get(move.id) ?? []).reduce((sum, each) => sum + (each.kind === 'consume' ? (costs.get(each) ?? 0n) : 0n), 0n)
        return spread(consumed + move.value, all.map(({ weight }) => weight))[all.indexOf(move)] ?? 0n
      }
      if (move.kind !== 'return' || move.of === null) return move.value
      const before = back.get(move.of) ?? { quantity: 0n, value: 0n }
      const value = share(move.quantity, -move.of.quantity - before.quantity, (costs.get(move.of) ?? 0n) - before.value)
      back.set(move.of, { quantity: before.quantity + move.quantity, value: before.value + value })
      if (move.sold) more(sold, move.id, -value)
      return value
    }
    for (const move of ordered) {
      if (move.kind === 'landed') {
        const queue = pools.get(move.product) ?? []
        const layer = this.#fifo(move.product) ? queue.find(({ from }) => from === move.of) : queue[0]
        const received = move.of?.quantity ?? 0n
        const there = layer === undefined ? 0n : layer.quantity < received ? layer.quantity : received
        const value = share(there, received, move.value)
        if (layer) layer.value += value
        more(stock, `${move.id} ${move.product}`, value)
        more(sold, move.id, move.value - value)
      } else if (move.quantity < 0n) {
        const cost = leave(move)
        if (move.sold) more(sold, move.id, cost)
      } else enter(move, move.quantity, valueOf(move))
    }
    for (const [product, queue] of pools) held.set(product, { quantity: queue.reduce((sum, { quantity }) => sum + quantity, 0n), value: queue.reduce((sum, { value }) => sum + value, 0n) })
    return { stock, sold, held }
  }

  #movesOf(event: NaiveEvent): Move[] {
    const rows = (name: string): readonly Row[] => (event[name] as readonly Row[] | undefined) ?? []
    const currency = String(event['currency'] ?? 'IDR')
    const rate = String(event['rate'] ?? this.#rates[currency] ?? '1')
    const move = (product: string | undefined, quantity: bigint, kind: Move['kind'], more: Partial<Move> = {}): Move =>
      ({ id: event.id, date: event.date, product: product ?? '', quantity, kind, value: 0n, of: null, weight: 0n, sold: false, ...more })
    switch (event.event) {
      case 'purchase.receive':
        return rows('lines').map((row) => move(row['product'], micro(row['quantity']), 'in', { value: inRupiah(money(micro(row['quantity']), micro(row['unitPrice']), currency), currency, rate) }))
      case 'purchase.invoice': {
        const nets = rows('lines').map((row) => (row['account'] === undefined ? money(micro(row['quantity']), micro(row['unitPrice']), currency) : money(million, micro(row['amount']), currency)))
        const bases = spread(inRupiah(nets.reduce((sum, net) => sum + net, 0n), currency, rate), nets)
        return rows('lines').flatMap((row, place) => (row['product'] === undefined ? [] : [move(row['product'], micro(row['quantity']), 'in', { value: bases[place] ?? 0n })]))
      }
      case 'purchase.return': {
        const target = this.#event(String(event['receipt'] ?? event['invoice']))
        return rows('lines').map((row) => {
          const line = (target['lines'] as Row[])[Number(row['line']) - 1]
          return move(line?.['product'] ?? (this.#event(String(line?.['receipt']))['lines'] as Row[])[Number(line?.['line']) - 1]?.['product'], -micro(row['quantity']), 'issue')
        })
      }
      case 'sales.deliver':
        return rows('lines').map((row) => move(row['product'], -micro(row['quantity']), 'issue', { sold: true }))
      case 'sales.invoice':
        if (event['deliver'] === false || event['delivery'] !== undefined) return []
        return rows('lines').flatMap((row) => (row['product'] === undefined ? [] : [move(row['product'], -micro(row['quantity']), 'issue', { sold: true })]))
      case 'sales.creditNote': {
        const invoice = this.#event(String(event['invoice']))
        const issues = this.#moves.get(String(invoice['delivery'] ?? invoice.id)) ?? []
        const lines = invoice['lines'] as Row[]
        return rows('lines').flatMap((row) => {
          if (row['quantity'] === undefined || (row as Record<string, unknown>)['restock'] === false) return []
          const issue = issues[lines.slice(0, Number(row['line'])).filter((line) => line['product'] !== undefined).length - 1] ?? null
          return [move(issue?.product, micro(row['quantity']), 'return', { of: issue, sold: true })]
        })
      }
      case 'stock.adjust':
        return rows('lines').map((row) => {
          const quantity = micro(row['quantity'])
          if (quantity < 0n) return move(row['product'], quantity, 'issue')
          return move(row['product'], quantity, 'in', { value: row['unitCost'] === undefined ? this.#found(row['product'] ?? '', event.date, quantity) : money(quantity, micro(row['unitCost']), 'IDR') })
        })
      case 'production.post': {
        const added = micro(String(event['labour'] ?? '0')) / 10_000n + micro(String(event['overhead'] ?? '0')) / 10_000n
        return [
          ...rows('consume').map((row) => move(row['product'], -micro(row['quantity']), 'consume')),
          ...rows('produce').map((row) => move(row['product'], micro(row['quantity']), 'produce', { value: added, weight: micro(row['costShare'] ?? row['quantity']) })),
        ]
      }
      case 'landedCost.allocate': {
        const receipts = (event['receipts'] as string[]).flatMap((id) => this.#moves.get(id) ?? [])
        const total = inRupiah(money(million, micro(String(event['amount'])), currency), currency, rate)
        const shares = spread(total, receipts.map(({ quantity, value }) => (event['by'] === 'value' ? value : quantity)))
        return receipts.map((of, place) => move(of.product, 0n, 'landed', { of, value: shares[place] ?? 0n }))
      }
      case 'reverse':
        return (this.#moves.get(String(event['target'])) ?? []).map((of) => (of.quantity < 0n
          ? move(of.product, -of.quantity, 'return', { of, sold: of.sold })
          : move(of.product, -of.quantity, 'issue')))
      default:
        return []
    }
  }

  #event(id: string): NaiveEvent {
    const event = this.#events.find((each) => each.id === id)
    if (event === undefined) throw new Error(`no event ${id}`)
    return event
  }

  /** What found goods are worth: the average of what there is at the date, as it is known now. */
  #found(product: string, date: string, quantity: bigint): bigint {
    const pool = this.result(date).held.get(product) ?? { quantity: 0n, value: 0n }
    return halfUp(quantity * pool.value, pool.quantity)
  }
}
