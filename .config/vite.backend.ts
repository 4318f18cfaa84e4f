// How the backend and the command line are built: one output file for each source file, in the same folders, so that code which
// finds its migrations and resources beside itself finds them in the output too. Packages stay outside.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { UserConfig } from 'vite'

const root = join(import.meta.dirname, '..')
const entries = ['src/backend/process/main.ts', 'src/backend/printing/print-worker.ts', 'src/cli/mendunia.ts'].map((file) => join(root, file)).filter((file) => existsSync(file))

export function backendConfig(): UserConfig {
  return {
    root,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: join(root, 'out/backend'),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: entries,
        external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(id) && !id.startsWith('\0'),
        output: { format: 'es', preserveModules: true, preserveModulesRoot: join(root, 'src'), entryFileNames: '[name].mjs' },
      },
    },
  }
}
