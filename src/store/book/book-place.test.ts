import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type PlaceFacts, mountOf, placeOf, placeRefusal } from './book-place.ts'

const folder = mkdtempSync(join(tmpdir(), 'mendunia-place-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const linux = (at: string, more: Partial<PlaceFacts> = {}): PlaceFacts => ({ platform: 'linux', folder: at, fileSystem: 'ext4', isRemovable: false, ...more })
const windows = (at: string, more: Partial<PlaceFacts> = {}): PlaceFacts => ({ platform: 'win32', folder: at, driveType: 'fixed', ...more })
const mac = (at: string, more: Partial<PlaceFacts> = {}): PlaceFacts => ({ platform: 'darwin', folder: at, ...more })

describe('a book may not be open', () => {
  it.each([
    ['BOOK_ON_NETWORK', linux('/mnt/toko', { fileSystem: 'cifs' })],
    ['BOOK_ON_NETWORK', linux('/home/sari/server', { fileSystem: 'fuse.sshfs' })],
    ['BOOK_ON_NETWORK', windows('\\\\SERVER\\toko')],
    ['BOOK_ON_NETWORK', windows('//server/toko')],
    ['BOOK_ON_NETWORK', windows('Z:\\toko', { driveType: 'network' })],
    ['BOOK_ON_NETWORK', mac('/Volumes/toko', { fileSystem: 'smbfs' })],
    ['BOOK_ON_REMOVABLE', linux('/mnt/usb', { isRemovable: true })],
    ['BOOK_ON_REMOVABLE', linux('/media/sari/KINGSTON', { fileSystem: 'vfat' })],
    ['BOOK_ON_REMOVABLE', linux('/run/media/sari/KINGSTON/buku', { fileSystem: 'exfat' })],
    ['BOOK_ON_REMOVABLE', windows('E:\\', { driveType: 'removable' })],
    ['BOOK_ON_REMOVABLE', mac('/Volumes/KINGSTON')],
    ['BOOK_IN_SYNC_FOLDER OneDrive', windows('C:\\Users\\Sari\\OneDrive\\Dokumen')],
    ['BOOK_IN_SYNC_FOLDER OneDrive', windows('C:\\Users\\Sari\\OneDrive - CV Rotan Jaya')],
    ['BOOK_IN_SYNC_FOLDER OneDrive', windows('D:\\Awan\\buku', { knownFolders: [{ folder: 'd:\\awan', program: 'OneDrive' }] })],
    ['BOOK_IN_SYNC_FOLDER Dropbox', linux('/home/sari/Dropbox/buku')],
    ['BOOK_IN_SYNC_FOLDER Google Drive', windows('G:\\My Drive\\buku')],
    ['BOOK_IN_SYNC_FOLDER Google Drive', mac('/Users/sari/Library/CloudStorage/GoogleDrive-sari@example.com/My Drive')],
    ['BOOK_IN_SYNC_FOLDER iCloud', mac('/Users/sari/Library/Mobile Documents/com~apple~CloudDocs')],
    ['BOOK_IN_SYNC_FOLDER Syncthing', linux('/home/sari/bersama/buku', { marks: [{ folder: '/home/sari/bersama', name: '.stfolder' }] })],
  ])('%s: %j', (expected, facts) => {
    const refusal = placeRefusal('buku.mendunia', facts)
    expect([refusal?.code, ...(refusal?.params['program'] === undefined ? [] : [refusal.params['program']])].join(' ')).toBe(expected)
  })
})

describe('a book may be open', () => {
  it.each([
    [linux('/home/sari/Dokumen')], [linux('/mnt/data', { fileSystem: 'btrfs' })], [linux('/media/sari/data', { fileSystem: 'ext4' })], [linux('/tmp/x', { fileSystem: 'tmpfs' })], [linux('/', { fileSystem: 'overlay' })],
    [linux('/home/sari/x', { fileSystem: undefined, isRemovable: undefined })], [linux('/home/dropbox-user/buku')], [linux('/home/sari/Boxer')],
    [windows('C:\\Users\\Sari\\Documents')], [windows('D:\\Mendunia', { driveType: undefined })], [windows('\\\\?\\C:\\Users\\Sari')], [mac('/Users/sari/Documents', { isRemovable: false })], [mac('/Volumes/Data', { isRemovable: false })],
    [{ platform: 'other', folder: '/home/sari' } satisfies PlaceFacts],
  ])('%j', (facts) => {
    expect(placeRefusal('buku.mendunia', facts)).toBeNull()
  })
})

it('finds the mount that holds a folder', () => {
  const info = [
    '22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw', '40 22 8:17 / /media/sari/STIK\\040BIRU rw,nosuid shared:9 - vfat /dev/sdb1 rw', '41 22 0:44 / /mnt rw - cifs //server/toko rw', '42 22 0:45 / /mnt rw - ext4 /dev/sdc1 rw', '',
  ].join('\n')
  expect(mountOf('/media/sari/STIK BIRU/buku', info)).toEqual({ fileSystem: 'vfat', device: '8:17' })
  expect(mountOf('/media/sari/STIK', info)).toEqual({ fileSystem: 'ext4', device: '8:2' })
  expect(mountOf('/mnt/x', info)).toEqual({ fileSystem: 'ext4', device: '0:45' })
})

it('asks this PC: a folder of its own may hold a book, one that a sync program marked may not', () => {
  expect(placeRefusal('x', placeOf(join(folder, 'buku.mendunia')))).toBeNull()
  mkdirSync(join(folder, 'bersama', '.stfolder'), { recursive: true })
  expect(placeRefusal('x', placeOf(join(folder, 'bersama', 'dalam', 'baru', 'buku.mendunia')))?.code).toBe('BOOK_IN_SYNC_FOLDER')
})
