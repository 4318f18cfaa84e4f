// Stock card of a product in a warehouse.
import { when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const stockCard = formPaper({
  type: 'stock-card', form,
  demand: (data) => when(data.stockCard !== undefined, 'possible'),
  languages: ['id'], copies: [1, 0], sample: 'books',
})
