/** Where a backup is proposed: beside the book, with the day in its name. */
export function backupFileFor(file: string, today: string): string {
  return `${file.replace(/\.mendunia$/, '')} ${today}.mendunia-backup`
}
