// `npm run dev`: the page with hot reload in the browser, over the real backend. Vite serves the sources and passes the socket on; because
// the backend believes only its own origin and session, the proxy carries both for it. For development on this PC only.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer } from 'vite'
import { hasDisplay } from './start.mjs'
import { pageConfig } from './vite.page.ts'

const root = join(import.meta.dirname, '..')
const { serve } = await import('../src/backend/process/serve.ts')

const serving = await serve({ demo: process.argv.includes('--demo') })
const backendOrigin = new URL(serving.url).origin
const entered = await fetch(serving.url)
const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''

const server = await createServer({
  ...pageConfig(root),
  configFile: false,
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    // No other origin may read the development page, or pass through its socket.
    cors: false,
    proxy: {
      '/socket': {
        target: backendOrigin,
        ws: true,
        changeOrigin: true,
        headers: { cookie, origin: backendOrigin, 'sec-fetch-site': 'same-origin' },
        bypass: (request) => (request.headers.origin === 'http://127.0.0.1:5173' ? undefined : false),
      },
    },
  },
})
await server.listen()
const address = server.resolvedUrls?.local[0] ?? ''
console.log(`Mendunia, development page: ${address}${process.argv.includes('--demo') ? '?demo=1' : ''}`)
if (hasDisplay() && process.platform === 'linux') spawn('xdg-open', [address], { stdio: 'ignore', detached: true }).on('error', () => {}).unref()

const end = async () => {
  await server.close()
  await serving.close()
  process.exit(0)
}
process.on('SIGINT', end)
process.on('SIGTERM', end)
