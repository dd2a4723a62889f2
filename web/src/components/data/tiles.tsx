import type { ReactNode } from 'react';
import styles from './tiles.module.css';

export interface Tile {
  label: string;
  value: string;
  note?: ReactNode;
}

/** A few figures side by side, as many in a row as there is room for. */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  return (
    <dl className={styles['tiles']}>
      {tiles.map(({ label, value, note }) => (
        <div key={label} className={styles['tile']}>
          <dt>{label}</dt>
          <dd className="figures">
            {value}
            {note !== undefined && <div className={styles['note']}>{note}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
