import { join } from 'node:path'
import { defineConfig } from 'electron-vite'
import { pageConfig } from './.config/vite.page.ts'

const here = import.meta.dirname

// Main and preload are CommonJS: a sandboxed preload cannot be anything else, and so the same files run on Electron 25 (window
// tests) and 45. Everything but Electron itself is bundled, so that the shell loads three files.
const shell = (entry: string, outDir: string, exports: 'auto' | 'none') => ({
  build: {
    externalizeDeps: false,
    outDir: join(here, outDir),
    target: 'node18',
    minify: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: join(here, entry) },
      external: ['electron'],
      output: { format: 'cjs' as const, entryFileNames: '[name].cjs', exports },
    },
  },
})

export default defineConfig({
  main: shell('src/main/index.ts', 'out/main', 'auto'),
  preload: shell('src/preload/index.ts', 'out/preload', 'auto'),
  renderer: pageConfig(here) as never,
})
