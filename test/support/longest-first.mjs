import { createRequire } from 'node:module';

// jest brings it; a sequencer must extend jest's own.
const require = createRequire(createRequire(import.meta.url).resolve('jest'));
const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take longest, in this order: begun late, one of them would run alone at the end. */
const LONGEST = [
  'killed-custom-feed',
  'killed-backfill',
  'browser/pages',
  'feed-health',
  'custom-matrix',
  'alarms',
  'browser/coverage',
  'browser/custom-feeds',
  'whole-stack',
  'cycle',
  'match-rules',
  'repeated-decisions',
  'outages',
  'lost-runs',
  'alert-digest',
  'decisions',
  'use-cases',
  'what-becomes-of-cves',
  'misbehaving-sources',
  'cve-org-matrix',
  'nvd-matrix',
  'epss-matrix',
  'lists-matrix',
];

const rank = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.includes(`/${name}`));
  return place === -1 ? LONGEST.length : place;
};

export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const usual = await super.sort(tests);
    return [...usual].sort((a, b) => rank(a) - rank(b));
  }
}
