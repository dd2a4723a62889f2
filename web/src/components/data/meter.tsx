import { confidenceText } from '../../lib/words.ts';
import type { ToneName } from '../../theme/palette.ts';
import styles from './meter.module.css';

interface Props {
  label: string;
  /** 0..1 */
  share: number;
  text: string;
  tone: ToneName;
  /** As wide as there is room, and without the figure, which is written elsewhere. */
  wide?: boolean;
}

/** A bar with its figure beside it. */
export function Meter({ label, share, text, tone, wide = false }: Props) {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <span className={`${styles['meter'] ?? ''} ${wide ? (styles['wide'] ?? '') : ''}`}>
      <span
        className={styles['track']}
        role="meter"
        aria-label={label}
        aria-valuenow={width}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={text}
      >
        <span
          className={styles['fill']}
          style={{ display: 'block', width: `${width}%`, ['--fill' as string]: `var(--tone-${tone})` }}
        />
      </span>
      {!wide && (
        <span className={styles['value']} aria-hidden="true">
          {text}
        </span>
      )}
    </span>
  );
}

/** Confidence of a match, 0..1. */
export function Confidence({ value }: { value: number }) {
  return <Meter label="Confidence of the match" share={value} text={confidenceText(value)} tone="accent" />;
}

/** The tone of a risk score of 0 to 100. */
export function riskTone(score: number): ToneName {
  if (score >= 80) return 'critical';
  if (score >= 60) return 'high';
  return score >= 35 ? 'medium' : 'low';
}

/** Risk score, 0 to 100. */
export function RiskScore({ score }: { score: number }) {
  return (
    <Meter label="Risk score" share={score / 100} text={String(Math.round(score))} tone={riskTone(score)} />
  );
}
