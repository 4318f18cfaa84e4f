/** Where a backup is proposed: beside the book, with day and time in its name, so that no backup takes the place of another. */
export function backupFileFor(file: string, today: string, now: Date): string {
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${file.replace(/\.mendunia$/, '')} ${today} ${pad(now.getHours())}.${pad(now.getMinutes())}.${pad(now.getSeconds())}.mendunia-backup`
}
