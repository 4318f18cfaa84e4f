// `npm run shots`: a picture of every screen in three languages, light and dark, and of the papers' pages, into test/shots/out.
//   npm run shots                     everything
//   npm run shots -- --lang id --theme light --only sales
import { parseArgs } from 'node:util'
import { buildOut } from '../../.config/build.mjs'
import { takeShots } from './take.ts'

const { values } = parseArgs({
  options: {
    lang: { type: 'string', multiple: true }, theme: { type: 'string', multiple: true }, only: { type: 'string' }, size: { type: 'string' }, scale: { type: 'string' }, out: { type: 'string' },
  },
})
const [width, height] = (values.size ?? '1366x768').split('x').map(Number)
await buildOut({ page: true, ifStale: true })
const startedMs = performance.now()
const count = await takeShots({
  languages: values.lang ?? ['id', 'en', 'zh'], themes: values.theme ?? ['light', 'dark'], only: values.only, size: { width, height }, scale: Number(values.scale ?? 1), out: values.out,
})
console.log(`${count} pictures in ${((performance.now() - startedMs) / 1000).toFixed(0)} s: test/shots/out`)
