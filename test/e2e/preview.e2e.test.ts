import { previewStory } from './preview.story.ts'
import { startApp } from './support.ts'

previewStory(startApp)
