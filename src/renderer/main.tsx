import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
// Styles of the whole before those of the features, which may differ from them.
import './app/tokens.css'
import './kit/kit.css'
import './app/app.css'
import { App } from './app/app.tsx'
import { queryClient } from './client/index.ts'
import './i18n.ts'

const root = document.getElementById('root')
if (root) createRoot(root).render(<QueryClientProvider client={queryClient}><App /></QueryClientProvider>)
