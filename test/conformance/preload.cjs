// Loaded before PouchDB's suite: its `require` of PouchDB gives the suite's own source with our adapter, and packages that the
// checkout lacks come from the runner's folder.
const Module = require('node:module')
const { join } = require('node:path')

const work = process.env.CONFORMANCE_WORK
const adapter = process.env.CONFORMANCE_ADAPTER
const bundle = join(work, 'pouchdb.cjs')
const { PouchDB, coverage, memory } = require(bundle)
PouchDB.plugin(memory)
PouchDB.plugin(require(adapter))

const given = new Map([
  ['pouchdb', PouchDB],
  ['pouchdb-for-coverage', coverage],
  // PouchDB.plugin takes it a second time without harm.
  ['pouchdb-adapter-memory', memory],
])
const load = Module._load
const anchor = Module.createRequire(join(work, 'package.json'))
Module._load = function (request, parent, isMain) {
  const named = /packages\/node_modules\/([^/]+)$/.exec(request)
  if (named && given.has(named[1])) return given.get(named[1])
  try {
    return load.call(this, request, parent, isMain)
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND' || request.startsWith('.') || request.startsWith('/')) throw error
    return anchor(request)
  }
}
