import type { DigestAlert, DigestMessage } from './channel.ts';
import { COLOURS, escapeHtml, withoutLineBreaks, shorten, type RenderedEmail } from './render-email.ts';

/** A mail stays readable, and below what mail servers take. */
const MOST_LISTED = 200;

/** Puts queued alerts into one e-mail; nothing of a feed is markup in it. */
export function renderDigest({ tenant, alerts, url }: DigestMessage): RenderedEmail {
  const number = `${alerts.length} more security ${alerts.length === 1 ? 'alert' : 'alerts'}`;
  const title = `${number} for ${withoutLineBreaks(tenant)}`;
  const why = 'They exceeded the alert budget of the hour and were queued for this digest.';
  const listed = alerts.slice(0, MOST_LISTED);
  const left = alerts.length - listed.length;
  const rest = left === 0 ? [] : [`${left} more are in Vigil.`];
  return {
    subject: shorten(title),
    text: [title, why, ...listed.map(asText), ...rest, `All alerts: ${url}`].join('\n\n'),
    html: [
      '<!doctype html><html lang="en"><body style="font-family:system-ui,sans-serif;color:#101828;max-width:40rem">',
      `<h1 style="font-size:1.125rem">${escapeHtml(title)}</h1>`,
      `<p>${why}</p>`,
      '<ol style="padding-left:1.25rem">',
      ...listed.map(asHtml),
      '</ol>',
      ...rest.map((line) => `<p>${line}</p>`),
      `<p><a href="${escapeHtml(url)}">All alerts in Vigil</a></p>`,
      '</body></html>',
    ].join(''),
  };
}

const headline = ({ vendor, incident, notice }: DigestAlert): string =>
  withoutLineBreaks(notice ?? `${vendor} - ${incident}`);

const confidenceOf = ({ confidence, reason }: DigestAlert): string =>
  `Confidence: ${Math.floor(confidence * 100 + 1e-9)} % - ${withoutLineBreaks(reason)}`;

function asText(alert: DigestAlert): string {
  return [
    headline(alert),
    `Vendor: ${withoutLineBreaks(alert.vendor)}`,
    `Severity: ${alert.severity}, priority: ${alert.priority}`,
    confidenceOf(alert),
    alert.url,
  ].join('\n');
}

function asHtml(alert: DigestAlert): string {
  return [
    '<li style="margin-bottom:1rem">',
    `<a href="${escapeHtml(alert.url)}" style="font-weight:600">${escapeHtml(headline(alert))}</a><br>`,
    `<span style="color:${COLOURS[alert.severity]};font-weight:600">${alert.severity} · ${alert.priority}</span>`,
    ` · ${escapeHtml(withoutLineBreaks(alert.vendor))}<br>`,
    escapeHtml(confidenceOf(alert)),
    '</li>',
  ].join('');
}
