import type { ComponentType } from 'react'
import type { Action } from './actions.ts'
import type { ScreenTable } from './screen-table.ts'

interface FeatureFile { readonly screens: ScreenTable; readonly globalActions?: readonly Action[] }

const files = import.meta.glob<FeatureFile>('../features/*/screens.tsx', { eager: true })
export const screens: ScreenTable = Object.assign({}, ...Object.values(files).map((file) => file.screens)) as ScreenTable
export const featureActions: readonly Action[] = Object.values(files).flatMap((file) => file.globalActions ?? [])

const indicators = import.meta.glob<{ SyncIndicator: ComponentType }>('../features/sync/indicator.tsx', { eager: true })
export const SyncIndicator: ComponentType | undefined = Object.values(indicators)[0]?.SyncIndicator
const overlays = import.meta.glob<{ HelpOverlay: ComponentType<{ onClose: () => void }> }>('../features/help/overlay.tsx', { eager: true })
export const HelpOverlay: ComponentType<{ onClose: () => void }> | undefined = Object.values(overlays)[0]?.HelpOverlay
