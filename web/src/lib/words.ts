/** The product's words as a reader sees them; what is not listed is spelt from its own name. */
const WORDS: Record<string, string> = {
  cve: 'CVE',
  cves: 'CVEs',
  data_breach: 'Data breach',
  at_risk: 'At risk',
  nvd: 'NVD',
  'cve-org': 'CVE.org',
  hibp: 'Have I Been Pwned',
  kev: 'CISA KEV',
  epss: 'EPSS',
  cvss: 'CVSS',
  tprm: 'TPRM',
  vrm: 'VRM',
  in_app: 'In app',
  email: 'E-mail',
  feeds: 'Custom feeds',
  breach: 'Breaches',
  all: 'Everything',
  exploit_probability: 'Probability of exploitation (EPSS)',
  known_exploited: 'Known to be exploited (KEV)',
  vendor_criticality: 'Criticality of the vendor',
  confidence: 'Confidence of the match',
  data_classes: 'Kinds of data exposed',
  accounts: 'Accounts affected',
  age: 'Age of the incident',
  exact_name: 'Same name',
  alias: 'Known alias',
  domain: 'Same domain',
  product: 'Product',
  vendor_product: 'Vendor and product',
  fuzzy_name: 'Similar name',
  text: 'Named in the text',
  security_reviewer: 'Security reviewer',
  LOW: 'Low',
  MEDIUM: 'Medium',
  HIGH: 'High',
  URGENT: 'Urgent',
};

/** `awaiting_qualification` → "Awaiting qualification". */
export function words(name: string): string {
  const known = WORDS[name];
  if (known !== undefined) return known;
  const spaced = name.replaceAll(/[_.-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Options of a select. */
export function options(names: readonly string[]): { value: string; label: string }[] {
  return names.map((value) => ({ value, label: words(value) }));
}

/** "1 vendor", "3 vendors". */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString()} ${number === 1 ? one : many}`;

/** 0.873 → "87 %". */
/** A confidence in whole percents, never up to what it does not reach: the same value reads the same everywhere. */
export const confidenceText = (confidence: number): string =>
  percent(Math.floor(confidence * 100 + 1e-9) / 100);

export const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)} %`;
