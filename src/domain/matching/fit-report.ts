/** How well weights tell confirmed matches from false positives; null where there is nothing to count. */
export interface FitFigures {
  /** 0..1, of what is raised at the tenant's threshold. */
  precision: number | null;
  /** 0..1. */
  recall: number | null;
  /** 0..1; harmonic mean of both. */
  f1: number | null;
  /** Mean negative log likelihood in nats; 0 is perfect. */
  log_loss: number | null;
}

/** What refitting weights from a tenant's verdicts came to. */
export interface FitReport {
  /** Judged pairs that could be learned from. */
  verdicts: number;
  confirmed: number;
  false_positives: number;
  /** Judged pairs of which the register or the incident says nothing any more. */
  left_out: number;
  /** Of the verdicts, those that were not learned from but measured with. */
  held_back: number;
  /** Confidence 0..1 from which a match is raised. */
  threshold: number;
  /** The weights in use, on the held-out verdicts. */
  before: FitFigures;
  /** The refitted ones, on the same. */
  after: FitFigures;
  /** What moves most, in log-odds; contrary signals have a leading `-`. */
  moved: { signal: string; before: number; after: number }[];
}

const EPSILON = 1e-9;

/** True where refitted weights do worse on the held-out verdicts: less likely verdicts, or more wrong ones. */
export function isWorse({ before, after }: Pick<FitReport, 'before' | 'after'>): boolean {
  return (
    (after.log_loss ?? 0) > (before.log_loss ?? 0) + EPSILON || (after.f1 ?? 0) < (before.f1 ?? 0) - EPSILON
  );
}
