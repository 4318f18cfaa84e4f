import type { ScreenTable } from '../../app/screen-table.ts'
import { ProductList } from './product-list.tsx'
import { ProductScreen } from './product-screen.tsx'
import './products.css'

export const screens: ScreenTable = { 'products.list': ProductList, 'products.product': ProductScreen }
