/** Codes of errors that no retry mends. */
export type FinalErrorCode = 'TrackingNotFound' | 'ProcessNotFound' | 'StepNotOpen' | 'WrongOutcome';

/** An error that stays the same however often the step is tried. */
export class FinalError extends Error {
  readonly code: FinalErrorCode;

  constructor(code: FinalErrorCode, message: string) {
    super(message);
    this.name = 'FinalError';
    this.code = code;
  }
}
