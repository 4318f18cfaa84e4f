import { expect, it } from 'vitest'
import { hashOf, type Place, placeOf } from './navigation.ts'

it.each<Place>([
  { screen: 'home' }, { screen: 'sales.list', params: { status: 'overdue', q: 'a&b=c 上海' } }, { screen: 'sales.invoice', id: 'salesInvoice:01J/?#' }, { screen: 'parties.party', id: 'P-1', params: { tab: 'items' } },
])('reads a place back from its address: %o', (place) => expect(placeOf(hashOf(place))).toEqual(place))

it.each(['', '#', '#/', '#home', '#/../x', '#/a/%E0%A4%A'])('takes %s for no place', (hash) => expect(placeOf(hash)).toBeNull())
