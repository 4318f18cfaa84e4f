import { adapterName, betterSqliteAdapter } from '../index.ts'

// CommonJS: `require` gives the plugin itself.
export default Object.assign(betterSqliteAdapter, { adapterName })
