// Registration of the plant and Chinese label of each food (GACC Decree 280, GB 7718, GB 28050).
import { goesTo, hasFood, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const gaccData = formPaper({
  type: 'gacc-data', form, issuer: 'chineseCustoms',
  demand: (data) => when(goesTo(data, ['CN']) && hasFood(data), 'required'),
  languages: ['id', 'zh'], copies: [1, 0], sample: 'chineseFood',
})
