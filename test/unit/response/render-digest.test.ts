import { describe, expect, test } from '@jest/globals';
import type { DigestAlert } from '../../../src/channels/channel.ts';
import { renderDigest } from '../../../src/channels/render-digest.ts';

const alert: DigestAlert = {
  vendor: 'Gizmo <b>GmbH</b>',
  incident: 'CVE-2026-1: <img src=x onerror=alert(1)>\r\nhttps://elsewhere.example',
  notice: null,
  severity: 'high',
  priority: 'HIGH',
  confidence: 0.874,
  reason: 'Vendor & product <script>named</script>',
  url: 'https://vigil.example/vendors/1/security/2?a="b"',
};
const digest = {
  tenant: 'Acme\r\nBcc: everybody@example.com',
  alerts: [alert, alert],
  url: 'https://vigil.example/inbox',
  onceKey: 'd',
};

describe('a digest by e-mail', () => {
  test('lets no markup of a feed through', () => {
    const { html } = renderDigest(digest);
    expect(html).not.toMatch(/<img|<script|<b>/);
    expect(html).toContain('Vendor &amp; product &lt;script&gt;named&lt;/script&gt;');
    expect(html).toContain('href="https://vigil.example/vendors/1/security/2?a=&quot;b&quot;"');
  });

  test('says how many for whom, in one line', () => {
    expect(renderDigest(digest).subject).toBe('2 more security alerts for Acme Bcc: everybody@example.com');
    expect(renderDigest({ ...digest, alerts: [alert] }).subject).toMatch(/^1 more security alert for Acme/);
  });

  test('tells of each alert the vendor, the incident, how severe and how sure, why, and where to act', () => {
    const { text } = renderDigest({ ...digest, alerts: [alert] });
    expect(text).toContain(
      'Gizmo <b>GmbH</b> - CVE-2026-1: <img src=x onerror=alert(1)> https://elsewhere.example\n',
    );
    expect(text).toContain('Severity: high, priority: HIGH');
    expect(text).toContain('Confidence: 87 % - Vendor & product');
    expect(text).toContain(alert.url);
  });

  test('names the overdue task instead of the incident where that is what it is about', () => {
    const { text, html } = renderDigest({ ...digest, alerts: [{ ...alert, notice: 'Overdue: Qualify' }] });
    expect(text).toContain('Overdue: Qualify\n');
    expect(html).toContain('>Overdue: Qualify</a>');
  });

  test('stays a mail when there are thousands', () => {
    const { subject, text } = renderDigest({ ...digest, alerts: Array.from({ length: 5000 }, () => alert) });
    expect(subject).toMatch(/^5000 more/);
    expect(text).toContain('4800 more are in Vigil.');
    expect(text.length).toBeLessThan(100_000);
  });
});
