/**
 * A QR code as one path of an SVG.
 * @module
 */
import { encode } from 'uqr';

/** Squares of the size 1, a run of dark ones as one rectangle. */
export function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => {
      const parts: string[] = [];
      for (let x = 0; x < row.length; x++) {
        const start = x;
        while (row[x] === true) x++;
        if (x > start) parts.push(`M${start} ${y}h${x - start}v1h-${x - start}z`);
      }
      return parts;
    })
    .join('');
}

export function QrCode({ text, label, className }: { text: string; label: string; className?: string | undefined }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  return (
    <figure className={className} aria-label={label}>
      <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden>
        <path d={pathOf(data)} fill="currentColor" />
      </svg>
    </figure>
  );
}
