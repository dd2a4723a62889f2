/** By what of a register row it can be recognised. */
export const PIECE_KINDS = ['name', 'alias', 'brand', 'product', 'domain'] as const;
export type PieceKind = (typeof PIECE_KINDS)[number];

/**
 * `blind`: no incident could be raised, however exactly it names the row; `weak`: of vulnerabilities or of breaches
 * none could, or all hangs by one piece, or another row claims the same; `seen`: neither.
 */
export const COVERAGE_LEVELS = ['blind', 'weak', 'seen'] as const;
export type CoverageLevel = (typeof COVERAGE_LEVELS)[number];

/** Why a register row is hardly recognised. */
export const CAUSE_KINDS = [
  'switched_off',
  'suppressed',
  'same_name',
  'same_domain',
  'outdone',
  'abbreviation',
  'common_word',
  'generic_name',
  'site_differs',
  'other_trade',
  'no_domain',
  'no_products',
  'generic_products',
] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** What would help: something to add to the row, or to change elsewhere. */
export const REMEDIES = ['domain', 'alias', 'product', 'rules', 'match_rule', 'merge'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** What a row could be given. */
export const SUGGESTED_KINDS = ['domain', 'alias', 'product'] as const;
export type SuggestedKind = (typeof SUGGESTED_KINDS)[number];
