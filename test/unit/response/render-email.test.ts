import { describe, expect, test } from '@jest/globals';
import { messageIdOf } from '../../../src/channels/email.ts';
import { renderEmail } from '../../../src/channels/render-email.ts';

const message = {
  title: 'Security Alert: Gizmo - <img src=x onerror=alert(1)>\r\nBcc: everybody@example.com',
  message: 'Incident: <script>steal()</script> & "quotes"',
  severity: 'critical' as const,
  priority: 'URGENT' as const,
  url: 'https://vigil.example/vendors/1/security/2',
  onceKey: 't/1/alert/email/u',
};

describe('an alert by e-mail', () => {
  test('lets no markup of a feed through', () => {
    const { html } = renderEmail(message);
    expect(html).not.toMatch(/<img|<script/);
    expect(html).toContain('&lt;script&gt;steal()&lt;/script&gt; &amp; &quot;quotes&quot;');
  });

  test('has a subject of one line, and the link in both parts', () => {
    const { subject, text, html } = renderEmail(message);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toContain(message.url);
    expect(html).toContain(`href="${message.url}"`);
    expect(renderEmail({ ...message, title: 'x'.repeat(600) }).subject).toHaveLength(250);
  });

  test('keeps its Message-ID over every try, and shares it with no other', () => {
    expect(messageIdOf('a', 'x.example')).toBe(messageIdOf('a', 'x.example'));
    expect(messageIdOf('a', 'x.example')).not.toBe(messageIdOf('b', 'x.example'));
    expect(messageIdOf('a', 'x.example')).toMatch(/^<[0-9a-f]{40}@x\.example>$/);
  });
});
