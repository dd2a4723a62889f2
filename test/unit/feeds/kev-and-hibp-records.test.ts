import { describe, expect, test } from '@jest/globals';
import { normalizeHibpBreach } from '../../../src/feeds/sources/hibp/normalize.ts';
import { HIBP_KINDS } from '../../../src/feeds/sources/hibp/variables.ts';
import { normalizeKevEntry } from '../../../src/feeds/sources/kev/normalize.ts';
import { hibpBreach, kevEntry } from './records.ts';
import { incidentOf, rejectOf } from './result.ts';

const breach = (change: Record<string, unknown>) => incidentOf(normalizeHibpBreach(hibpBreach(change)));

describe('an entry of KEV', () => {
  test('known only from KEV it is high, with ransomware critical', () => {
    expect(incidentOf(normalizeKevEntry(kevEntry()))).toMatchObject({
      severity: 'high',
      severityKnown: true,
    });
    const ransomware = incidentOf(normalizeKevEntry(kevEntry({ knownRansomwareCampaignUse: 'Known' })));
    expect(ransomware).toMatchObject({
      severity: 'critical',
      knownRansomware: true,
      kevAddedOn: '2024-03-04',
    });
  });

  test('"Multiple Products" names no product, and fields added later do no harm', () => {
    const entry = incidentOf(normalizeKevEntry(kevEntry({ product: 'Multiple Products', newField: [1] })));
    expect(entry.affectedProducts).toEqual([{ vendor: 'Vendor', product: null, source: 'kev' }]);
  });

  test.each(['', 'soon', 42, null])('a due date of %j costs that field alone', (dueDate) => {
    expect(incidentOf(normalizeKevEntry(kevEntry({ dueDate }))).part).toMatchObject({ due_date: null });
  });

  test('without a day of entry it is set aside', () => {
    expect(rejectOf(normalizeKevEntry(kevEntry({ dateAdded: 42 })))).toMatchObject({
      externalId: 'CVE-2024-12345',
    });
  });
});

describe('a breach of Have I Been Pwned', () => {
  test.each([
    ['critical', { DataClasses: ['Passwords'], PwnCount: 1_000_000 }],
    ['high', { DataClasses: ['Passwords'], PwnCount: 999_999 }],
    ['high', { DataClasses: ['Email addresses'], PwnCount: 1_000_000 }],
    ['high', { DataClasses: ['Social security numbers'], PwnCount: 1, IsVerified: false }],
    ['medium', { DataClasses: ['Email addresses', 'Password hints'], PwnCount: 5 }],
    ['low', { DataClasses: ['Email addresses'], PwnCount: 5, IsVerified: false }],
    ['medium', { DataClasses: ['Email addresses'], PwnCount: 5, IsVerified: false, IsSensitive: true }],
  ])('is %s with %j', (severity, change) => {
    expect(breach(change).severity).toBe(severity);
  });

  test('its window goes by when it was added and modified, not by when it happened', () => {
    expect(breach({})).toMatchObject({
      publishedDate: '2024-03-01T00:00:00.000Z',
      modifiedDate: '2024-03-02T00:00:00.000Z',
      externalId: 'Widgets',
      title: 'Widgets Online',
      domains: ['widgets.example'],
    });
  });

  test('its description is plain text', () => {
    expect(breach({}).description).toBe('In 2019, Widgets lost data & more.');
    expect(breach({ Description: '<p>One</p><script>alert(1)</script>two&#0; &lt;b&gt;' }).description).toBe(
      'One\ntwo <b>',
    );
  });

  test('a description of nothing but open brackets is read, and kept cut', () => {
    expect(breach({ Description: '<'.repeat(5_000_000) }).descriptionTruncated).toBe(true);
  });

  test('an empty domain is none', () => {
    expect(breach({ Domain: '' }).domains).toEqual([]);
  });

  test.each([
    ['fabricated', { IsFabricated: true }],
    ['retired', { IsRetired: true }],
    ['spam list', { IsSpamList: true }],
    ['stealer log', { IsStealerLog: true }],
  ])('a %s entry is left out unless it is wanted', (reason, flag) => {
    expect(normalizeHibpBreach(hibpBreach(flag))).toEqual({ omitted: { externalId: 'Widgets', reason } });
    expect(incidentOf(normalizeHibpBreach(hibpBreach(flag), HIBP_KINDS)).externalId).toBe('Widgets');
  });

  test('without a count of accounts it is set aside', () => {
    expect(rejectOf(normalizeHibpBreach(hibpBreach({ PwnCount: 'many' }))).reason).toMatch(/PwnCount/);
  });
});
