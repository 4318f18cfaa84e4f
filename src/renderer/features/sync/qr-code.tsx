import { useMemo } from 'react'
import { encode } from 'uqr'

/** A text as a picture to scan: one path, dark on light whatever the page's colours are, since readers expect it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { ecc: 'L', border: 4 })
    const runs: string[] = []
    data.forEach((row, y) => {
      for (let x = 0; x < row.length; x += 1) {
        if (!row[x]) continue
        const start = x
        while (row[x + 1]) x += 1
        runs.push(`M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`)
      }
    })
    return { size, path: runs.join('') }
  }, [text])
  return <svg className="qr-code" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges"><rect width={size} height={size} fill="#fff" /><path d={path} fill="#000" /></svg>
}
