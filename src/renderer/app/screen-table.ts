import type { ComponentType } from 'react'
import type { Place } from './navigation.ts'

/** What a feature gives to the app: a component for each of its screens. */
export type ScreenTable = Readonly<Record<string, ComponentType<{ place: Place }>>>
