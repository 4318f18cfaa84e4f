// How the page is built: one configuration for electron-vite, for the page alone (`npm start` without a window) and for
// the development server.
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'
import { pageFontFolder, pageFonts } from './page-fonts.ts'

/** @param root the checkout; an argument, because electron-vite bundles its configuration and moves this file's own place */
export function pageConfig(root: string): UserConfig {
  return {
    root: join(root, 'src/renderer'),
    base: '/',
    publicDir: false,
    plugins: [react(), pageFonts(root)],
    resolve: { alias: { '@page-fonts': pageFontFolder(root) } },
    build: {
      outDir: join(root, 'out/renderer'),
      emptyOutDir: true,
      // Electron 25 carries Chrome 114; newer windows and browsers read the same code.
      target: 'chrome114',
      minify: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      // A font or worker inlined as data: would be refused by the page's content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(root, 'src/renderer/index.html') },
    },
    worker: { format: 'es' },
  }
}
