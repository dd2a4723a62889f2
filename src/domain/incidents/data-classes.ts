/** Kinds of breached data that make a breach grave, worst first. */
export type SensitiveKind = 'passwords' | 'financial' | 'health' | 'government_id';

/** Have I Been Pwned's data classes by kind; a password's hint alone is not one. */
const RULES: readonly (readonly [SensitiveKind, RegExp])[] = [
  [
    'passwords',
    /^(?:historical |encrypted )?passwords$|^pins$|security questions|auth tokens|encrypted keys|mnemonic phrases/i,
  ],
  [
    'financial',
    /credit card|bank account|^credit status|account balances|financial|loan information|tax|income levels|net worths|payment/i,
  ],
  ['health', /health|medical|medication|hiv status|disabilit|diagnos/i],
  [
    'government_id',
    /government issued|passport|social security|national id|driver'?s licen[cs]e|immigration|citizenship/i,
  ],
];

/** The grave kinds among a breach's data classes, worst first. */
export function sensitiveKinds(dataClasses: readonly string[]): SensitiveKind[] {
  return RULES.filter(([, rule]) => dataClasses.some((dataClass) => rule.test(dataClass))).map(
    ([kind]) => kind,
  );
}
