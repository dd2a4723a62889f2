/** What the matcher makes of a pair that is tracked already. */
export interface Judgement {
  /** 0..1. */
  confidence: number;
  /** Stable key of the strongest evidence. */
  evidenceKey: string;
  /** Below the confidence from which matches are raised. */
  doubtful: boolean;
}

/** By how much a confidence has to move before anybody is told of it. */
const WORTH_TELLING = 0.05;

/** True when a tracking's timeline has to tell the change: another main reason, doubt or no more doubt, or a clear move. */
export function isWorthReporting(told: Judgement, now: Judgement): boolean {
  return (
    told.doubtful !== now.doubtful ||
    told.evidenceKey !== now.evidenceKey ||
    Math.abs(told.confidence - now.confidence) >= WORTH_TELLING - 1e-9
  );
}
