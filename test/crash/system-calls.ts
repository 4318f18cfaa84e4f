// Reads what `strace -f -xx` notes: the calls of all threads in the order in which they returned.

export interface SystemCall { readonly name: string; readonly args: string; readonly result: number }

const whole = /^\d+\s+(\w+)\((.*)\)\s+=\s+(-?\d+)/
const begun = /^(\d+)\s+(\w+)\((.*?)\s*<unfinished \.\.\.>$/
const resumed = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)\)\s+=\s+(-?\d+)/

export function readTrace(text: string): SystemCall[] {
  const calls: SystemCall[] = []
  const waiting = new Map<string, string>()
  for (const line of text.split('\n')) {
    const end = resumed.exec(line)
    if (end) {
      const [, thread, name, rest, result] = end as unknown as [string, string, string, string, string]
      calls.push({ name, args: `${waiting.get(thread) ?? ''}${rest}`, result: Number(result) })
      waiting.delete(thread)
      continue
    }
    const start = begun.exec(line)
    if (start) {
      waiting.set(start[1] as string, start[3] as string)
      continue
    }
    const call = whole.exec(line)
    if (call) calls.push({ name: call[1] as string, args: call[2] as string, result: Number(call[3]) })
  }
  return calls
}

/** The bytes of the first text among the arguments, which stands in quotes as `\x2f\x74…`. */
export function bytesOf(args: string): Buffer {
  const quoted = /"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/.exec(args)
  if (!quoted) return Buffer.alloc(0)
  if (quoted[2] !== undefined) throw new Error('strace cut a text short')
  return Buffer.from((quoted[1] as string).replaceAll('\\x', ''), 'hex')
}

export const firstNumber = (args: string): number => Number(/^(\d+)/.exec(args)?.[1])
export const lastNumber = (args: string): number => Number(/(\d+)$/.exec(args)?.[1])
