/**
 * One picture, as large as it fits or larger; a swipe leads to the next one.
 * @module
 */
import { useRef } from 'react';
import styles from './viewer.module.css';

/** Pixels of a finger's way that mean another picture. */
const swipe = 60;

interface PictureProps {
  url: string;
  alt: string;
  zoom: number;
  onStep: (by: 1 | -1) => void;
}

export function Picture({ url, alt, zoom, onStep }: PictureProps) {
  const start = useRef<number | null>(null);
  const isFitting = zoom === 1;
  return (
    <div
      className={isFitting ? styles['fitting'] : styles['large']}
      onTouchStart={({ touches }) => {
        start.current = touches.length === 1 && isFitting ? (touches[0]?.clientX ?? null) : null;
      }}
      onTouchEnd={({ changedTouches, currentTarget }) => {
        const way = (changedTouches[0]?.clientX ?? 0) - (start.current ?? changedTouches[0]?.clientX ?? 0);
        start.current = null;
        const forward = getComputedStyle(currentTarget).direction === 'rtl' ? 1 : -1;
        if (Math.abs(way) > swipe) onStep(Math.sign(way) === forward ? 1 : -1);
      }}
    >
      <img src={url} alt={alt} style={isFitting ? {} : { inlineSize: `${zoom * 100}%` }} />
    </div>
  );
}
