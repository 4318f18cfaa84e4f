// The pictures of the README, from the last `npm run shots`: node test/shots/readme-pictures.mjs
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { smallPng } from './small-png.ts'

const out = join(import.meta.dirname, 'out')
const folder = join(import.meta.dirname, '../../resources/pictures')
const pictures = {
  'home-id': 'home-id-light.png', 'invoice-en': 'sales-invoice-posted-en-light.png', 'stock-zh': 'stock-list-zh-dark.png', 'ledger-id': 'report-trial-balance-id-light.png', 'list-zh': 'sales-list-zh-light.png',
}
mkdirSync(folder, { recursive: true })
for (const [name, source] of Object.entries(pictures)) writeFileSync(join(folder, `${name}.png`), await smallPng(join(out, source)))
writeFileSync(join(folder, 'paper-en-zh.png'), await smallPng(join(out, 'papers/commercial-invoice-en+zh.png'), 820))
