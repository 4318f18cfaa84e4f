import { previewStory } from './preview.story.ts'
import { startElectronApp } from './support.ts'

previewStory(startElectronApp)
