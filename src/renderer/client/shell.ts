import type { FileOutput } from '../../contract/index.ts'

// The few acts that a window does natively, and what a browser tab does instead.

export const isDesktop = (): boolean => window.mendunia !== undefined

function blobOf(base64: string, mediaType: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type: mediaType })
}

export const shell = {
  /** @returns the path where it was written (in a browser: the file's name, in its downloads), null if cancelled */
  async saveFile(file: FileOutput): Promise<string | null> {
    if (window.mendunia) return window.mendunia.shell.saveFile({ suggestedName: file.fileName, base64: file.base64 })
    const address = URL.createObjectURL(blobOf(file.base64, file.mediaType))
    const link = document.createElement('a')
    link.href = address
    link.download = file.fileName
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
    return file.fileName
  },
  /** Opens the print dialog. In a browser the paper is shown in a new tab, whose own viewer prints it. */
  async print(file: FileOutput): Promise<boolean> {
    if (window.mendunia) return window.mendunia.shell.print({ base64: file.base64, mediaType: file.mediaType })
    const address = URL.createObjectURL(blobOf(file.base64, file.mediaType))
    const opened = window.open(address, '_blank')
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
    if (opened === null) await shell.saveFile(file)
    return opened !== null
  },
  /** A path chosen in the native dialog; null where there is none or it was cancelled (the person types the path instead). */
  async chooseFile(kind: 'openBook' | 'newBook' | 'save' | 'openAny', suggestedName?: string): Promise<string | null> {
    if (!window.mendunia) return null
    return window.mendunia.shell.chooseFile(suggestedName === undefined ? { kind } : { kind, suggestedName })
  },
  async showInFolder(path: string): Promise<void> {
    await window.mendunia?.shell.showInFolder(path)
  },
  async openLink(url: string): Promise<void> {
    if (window.mendunia) await window.mendunia.shell.openLink(url)
    else window.open(url, '_blank', 'noopener,noreferrer')
  },
  async setLanguage(language: string): Promise<void> {
    await window.mendunia?.shell.setLanguage(language)
  },
}
