/** Bytes of bodies and addresses that went over the line, both ways; what TLS and TCP add is not seen. */
export interface ByteCount {
  sent: number
  received: number
}

/** A request should take about this long: longer ones are lost on a poor line, shorter ones waste its round trips. */
const tooLongMs = 8_000
const quickMs = 2_000
const most = 500

/** How many documents go into one request: as many as this line carries in a few seconds. */
export class Pace {
  #size = 100

  get size(): number {
    return this.#size
  }

  /** A request with `count` documents took this long. */
  took(count: number, milliseconds: number): void {
    if (milliseconds > tooLongMs) this.failed()
    else if (milliseconds < quickMs && count >= this.#size) this.#size = Math.min(most, this.#size * 2)
  }

  /** A request was lost, perhaps since it was too long for the line. */
  failed(): void {
    this.#size = Math.max(1, this.#size >> 1)
  }
}

/** Two clocks that differ by more than this are not both right. */
const skewMs = 120_000

/**
 * By how much this PC's clock is behind the server's (negative: ahead of it).
 * @param date   the answer's `Date`, which has whole seconds
 * @param sent   when the request went and when its answer came, in milliseconds
 * @returns milliseconds; 0 for what a slow answer explains, null if the server does not say
 */
export function clockSkew(date: string | null, sent: number, answered: number): number | null {
  const theirs = date === null ? Number.NaN : Date.parse(date)
  if (!Number.isFinite(theirs)) return null
  const skew = theirs + 500 - (sent + answered) / 2
  return Math.abs(skew) > skewMs + (answered - sent) / 2 ? Math.round(skew) : 0
}
