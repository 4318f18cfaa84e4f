import type { Handlers } from '../context.ts'

export const twinHandlers: Handlers<'book.twin' | 'book.keepTwin'> = {
  'book.twin': ({ book, twins }) => twins.state(book()),
  'book.keepTwin': async ({ book, twins, emit }, { kind, language }) => {
    const open = book()
    await twins.keep(open, kind, language)
    emit({ event: 'changed', topics: ['book'] })
    return twins.state(open)
  },
}
