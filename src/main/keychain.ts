// The system's keychain, through safeStorage: it seals text and opens it again; the backend keeps the sealed text.
import { safeStorage } from 'electron'

/** Linux without a keyring "encrypts" with a password that is in Chromium's source: that is no keychain, and we say so by answering null. */
async function isTrustworthy(): Promise<boolean> {
  if (process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return false
  return hasAsyncCalls() ? safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable()
}

// The synchronous calls are deprecated in 45 and gone in 46; the asynchronous ones are missing in old runtimes.
const hasAsyncCalls = (): boolean => typeof safeStorage.encryptStringAsync === 'function'

/**
 * @param text  plain text to seal, or base64 of sealed text to open
 * @returns base64 of the sealed text, or the plain text; null when there is no keychain worth the name, or it cannot open this
 */
export async function useKeychain(act: 'seal' | 'open', text: string): Promise<string | null> {
  if (!(await isTrustworthy())) return null
  if (act === 'seal') {
    const sealed = hasAsyncCalls() ? await safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text)
    return sealed.toString('base64')
  }
  const sealed = Buffer.from(text, 'base64')
  return hasAsyncCalls() ? (await safeStorage.decryptStringAsync(sealed)).result : safeStorage.decryptString(sealed)
}
