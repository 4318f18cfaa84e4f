import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type Refusal, RefusalError, refuse } from '../../core/errors/index.ts'

/** What is known of the place where a book lies or shall lie. */
export interface PlaceFacts {
  readonly platform: 'linux' | 'win32' | 'darwin' | 'other'
  /** The folder, absolute, symbolic links followed. */
  readonly folder: string
  /** Type of its file system: `ext4`, `nfs4`; undefined where the system does not say. */
  readonly fileSystem?: string | undefined
  /** The disk can be pulled out. */
  readonly isRemovable?: boolean | undefined
  /** Windows: `removable`, `fixed`, `network`, `cdrom`, `ram`. */
  readonly driveType?: string | undefined
  /** Names that lie in each folder above, the nearest first: sync programs leave their marks there. */
  readonly marks?: readonly { readonly folder: string; readonly name: string }[]
  /** Folders that the system itself names as a sync program's. */
  readonly knownFolders?: readonly { readonly folder: string; readonly program: string }[]
}

const networkSystems: ReadonlySet<string> = new Set(['nfs', 'nfs4', 'cifs', 'smb', 'smb2', 'smb3', 'smbfs', 'afs', 'ncpfs', 'ceph', 'glusterfs', 'fuse.glusterfs', '9p', 'fuse.sshfs', 'fuse.rclone', 'davfs', 'fuse.davfs2', 'webdav', 'afpfs', 'fuse.gvfsd-fuse', 'ocfs2', 'gfs2', 'lustre', 'vboxsf', 'prl_fs', 'fuse.google-drive-ocamlfuse'])
/** What a stick or memory card is formatted with; no disk that a system starts from. */
const stickSystems: ReadonlySet<string> = new Set(['vfat', 'exfat', 'msdos', 'fuseblk.exfat'])
/** Where desktops mount what was plugged in. */
const stickFolders = /^\/(?:media|run\/media)\/[^/]+\/[^/]+/

/** Names of folders by which sync programs are known; a folder of such a name anywhere above. */
const syncNames: readonly (readonly [RegExp, string])[] = [
  [/^OneDrive(?: ?- .+)?$/i, 'OneDrive'], [/^Dropbox(?: \(.+\))?$/i, 'Dropbox'], [/^Google ?Drive(?:-.+)?$/i, 'Google Drive'], [/^(?:My Drive|Drive Saya|我的云端硬盘)$/i, 'Google Drive'], [/^GoogleDrive-.+$/, 'Google Drive'],
  [/^iCloud ?Drive$/i, 'iCloud'], [/^com~apple~CloudDocs$/, 'iCloud'], [/^Nextcloud\d*$/i, 'Nextcloud'], [/^ownCloud$/i, 'ownCloud'], [/^MEGA(?:sync)?$/i, 'MEGA'], [/^pCloud ?Drive$/i, 'pCloud'], [/^Syncthing$/i, 'Syncthing'],
  [/^Yandex\.?Disk$/i, 'Yandex Disk'], [/^BaiduSyncdisk$|^百度云同步盘$|^BaiduNetdisk$/i, 'Baidu'], [/^坚果云$|^Nutstore(?: Files)?$/i, 'Nutstore'], [/^WPSDrive$|^WPS云盘$/i, 'WPS'], [/^Box(?: Sync)?$/, 'Box'],
]
/** What they leave in a folder that they watch. */
const syncMarks: Readonly<Record<string, string>> = { '.stfolder': 'Syncthing', '.stignore': 'Syncthing', '.dropbox': 'Dropbox', '.dropbox.cache': 'Dropbox', '.nextcloudsync.log': 'Nextcloud', '.owncloudsync.log': 'ownCloud', '.tmp.driveupload': 'Google Drive', '.tmp.drivedownload': 'Google Drive', '.sync': 'Resilio Sync', '.849C9593-D756-4E56-8D6E-42412F2A707B': 'OneDrive' }

/**
 * Why a book may not be open in a place: a disk that can be pulled out, a share that two PCs reach, a folder that is copied while it
 * is written. null where it may. A pure function of the facts; what is not known speaks for no refusal.
 */
export function placeRefusal(file: string, facts: PlaceFacts): Refusal | null {
  const { platform, folder, fileSystem, driveType } = facts
  const system = fileSystem?.toLowerCase()
  const isUnc = platform === 'win32' && /^(?:\\\\|\/\/)(?!\?\\[A-Za-z]:|\.\\)/.test(folder)
  if (isUnc || driveType === 'network' || (system !== undefined && networkSystems.has(system))) return refuse('BOOK_ON_NETWORK', { file })
  const program = syncProgramOf(facts)
  if (program !== null) return refuse('BOOK_IN_SYNC_FOLDER', { file, program })
  const isOnStick = facts.isRemovable === true || driveType === 'removable' || driveType === 'cdrom' || (platform === 'linux' && stickFolders.test(folder) && (system === undefined || stickSystems.has(system)))
    || (platform === 'darwin' && facts.isRemovable === undefined && /^\/Volumes\/[^/]+/.test(folder))
  return isOnStick ? refuse('BOOK_ON_REMOVABLE', { file }) : null
}

function syncProgramOf({ folder, marks, knownFolders, platform }: PlaceFacts): string | null {
  const same = (text: string): string => (platform === 'linux' ? text : text.toLowerCase())
  for (const known of knownFolders ?? []) {
    const above = same(known.folder).replace(/[\\/]+$/, '')
    const here = same(folder)
    if (above !== '' && (here === above || here.startsWith(`${above}/`) || here.startsWith(`${above}\\`))) return known.program
  }
  for (const part of folder.split(/[\\/]+/)) for (const [pattern, program] of syncNames) if (pattern.test(part)) return program
  if (platform === 'darwin' && /\/Library\/(?:CloudStorage|Mobile Documents)(?:\/|$)/.test(folder)) return 'iCloud'
  for (const { name } of marks ?? []) if (Object.hasOwn(syncMarks, name)) return syncMarks[name] ?? null
  return null
}

/** @throws RefusalError BOOK_ON_REMOVABLE, BOOK_ON_NETWORK, BOOK_IN_SYNC_FOLDER where a book may not be open */
export function requirePlace(file: string): void {
  const refusal = placeRefusal(file, placeOf(file))
  if (refusal) throw new RefusalError(refusal)
}

/** Asks the system about the place of a file. Never throws: what cannot be known is left out. */
export function placeOf(file: string): PlaceFacts {
  const folder = realFolder(dirname(resolve(file)))
  const base = { folder, marks: marksAbove(folder), knownFolders: knownFolders() }
  if (process.platform === 'linux') return { ...base, platform: 'linux', ...linuxFacts(folder) }
  if (process.platform === 'win32') return { ...base, platform: 'win32', driveType: windowsDriveType(folder) }
  if (process.platform === 'darwin') return { ...base, platform: 'darwin', ...macFacts(folder) }
  return { ...base, platform: 'other' }
}

function realFolder(folder: string): string {
  for (let at = folder, rest = ''; ;) {
    try {
      return join(realpathSync.native(at), rest)
    } catch {
      const above = dirname(at)
      if (above === at) return folder
      rest = join(basename(at), rest)
      at = above
    }
  }
}

/** More folders than lie one in another on any PC. */
const foldersMax = 30

function marksAbove(folder: string): { readonly folder: string; readonly name: string }[] {
  const found: { folder: string; name: string }[] = []
  for (let at = folder, n = 0; n < foldersMax; at = dirname(at), n += 1) {
    for (const name of Object.keys(syncMarks)) if (existsSync(join(at, name))) found.push({ folder: at, name })
    if (dirname(at) === at) break
  }
  return found
}

function knownFolders(): { readonly folder: string; readonly program: string }[] {
  return ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer'].flatMap((name) => {
    const folder = process.env[name]
    return folder ? [{ folder, program: 'OneDrive' }] : []
  })
}

/** The line of /proc/self/mountinfo whose mount point holds the folder: its file system, and the device's numbers. */
export function mountOf(folder: string, mountInfo: string): { readonly fileSystem: string; readonly device: string } | null {
  let best: { readonly point: string; readonly fileSystem: string; readonly device: string } | null = null
  for (const line of mountInfo.split('\n')) {
    const [left, right] = line.split(' - ')
    const [, , device, , written] = (left ?? '').split(' ')
    const fileSystem = right?.split(' ')[0]
    if (device === undefined || written === undefined || fileSystem === undefined) continue
    const point = written.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(parseInt(octal, 8)))
    const holds = point === '/' || folder === point || folder.startsWith(`${point}/`)
    // Of mounts on one point the last one is on top.
    if (holds && (best === null || point.length >= best.point.length)) best = { point, fileSystem, device }
  }
  return best && { fileSystem: best.fileSystem, device: best.device }
}

function linuxFacts(folder: string): Pick<PlaceFacts, 'fileSystem' | 'isRemovable'> {
  try {
    const mount = mountOf(folder, readFileSync('/proc/self/mountinfo', 'utf8'))
    if (!mount) return {}
    return { fileSystem: mount.fileSystem, isRemovable: isRemovableDevice(mount.device) }
  } catch {
    return {}
  }
}

/** A partition's flag stands with its disk. Disks on USB count too: their cable is pulled like a stick. */
function isRemovableDevice(device: string): boolean {
  const block = `/sys/dev/block/${device}`
  if (!existsSync(block)) return false
  const place = realpathSync.native(block)
  for (const folder of [place, dirname(place)]) {
    const flag = join(folder, 'removable')
    if (existsSync(flag)) return readFileSync(flag, 'utf8').trim() === '1' || /\/usb\d+\//.test(place)
  }
  return false
}

/** Node does not tell a drive's type: Windows is asked once for each drive; a PC that forbids the question refuses nothing. */
const driveTypes = new Map<string, string | undefined>()
const numbered = ['unknown', 'none', 'removable', 'fixed', 'network', 'cdrom', 'ram']
const questionMs = 4000

function windowsDriveType(folder: string): string | undefined {
  const drive = /^([A-Za-z]:)/.exec(folder)?.[1]?.toUpperCase()
  if (drive === undefined) return undefined
  // The one that Windows itself started from.
  if (drive === process.env['SystemDrive']?.toUpperCase()) return 'fixed'
  if (driveTypes.has(drive)) return driveTypes.get(drive)
  let type: string | undefined
  try {
    const answer = execFileSync('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', `[int](New-Object System.IO.DriveInfo '${drive}').DriveType`], { encoding: 'utf8', timeout: questionMs, windowsHide: true, stdio: ['ignore', 'pipe', 'ignore'] })
    type = numbered[Number(answer.trim())]
  } catch {
    type = undefined
  }
  driveTypes.set(drive, type)
  return type
}

function macFacts(folder: string): Pick<PlaceFacts, 'fileSystem' | 'isRemovable'> {
  const volume = /^\/Volumes\/[^/]+/.exec(folder)?.[0]
  if (volume === undefined) return { isRemovable: false }
  try {
    const info = execFileSync('/usr/sbin/diskutil', ['info', volume], { encoding: 'utf8', timeout: questionMs, stdio: ['ignore', 'pipe', 'ignore'] })
    const isRemovable = /Removable Media:\s+Removable|Device Location:\s+External|Protocol:\s+USB/.test(info)
    return { isRemovable }
  } catch {
    try {
      const line = execFileSync('/sbin/mount', { encoding: 'utf8', timeout: questionMs }).split('\n').find((each) => each.includes(` on ${volume} (`))
      return { fileSystem: line === undefined ? undefined : /\((\w+)/.exec(line)?.[1] }
    } catch {
      return {}
    }
  }
}
