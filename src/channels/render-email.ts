import { cut } from '../domain/text/cut.ts';
import type { Severity } from '../domain/vocabulary.ts';
import type { ChannelMessage } from './channel.ts';

/** An alert as an e-mail: subject, plain text, and HTML in which nothing of a feed is markup. */
export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
}

const LONGEST_SUBJECT = 250;

/** The colour of a severity's word, dark enough on white. */
export const COLOURS: Record<Severity, string> = {
  critical: '#b42318',
  high: '#c4320a',
  medium: '#b54708',
  low: '#475467',
};

/** Puts an alert into an e-mail. */
export function renderEmail({ title, message, severity, priority, url }: ChannelMessage): RenderedEmail {
  return {
    subject: shorten(withoutLineBreaks(title)),
    text: [
      withoutLineBreaks(title),
      '',
      withoutLineBreaks(message),
      '',
      `Severity: ${severity}`,
      `Priority: ${priority}`,
      '',
      `Open in Vigil: ${url}`,
    ].join('\n'),
    html: [
      '<!doctype html><html lang="en"><body style="font-family:system-ui,sans-serif;color:#101828;max-width:40rem">',
      `<p style="color:${COLOURS[severity]};font-weight:600">${severity} · ${priority}</p>`,
      `<h1 style="font-size:1.125rem">${escapeHtml(title)}</h1>`,
      `<p>${escapeHtml(message)}</p>`,
      `<p><a href="${escapeHtml(url)}">Open in Vigil</a></p>`,
      '</body></html>',
    ].join(''),
  };
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made harmless for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Cut to what fits into a subject. */
export function shorten(subject: string): string {
  return subject.length > LONGEST_SUBJECT ? `${cut(subject, LONGEST_SUBJECT - 1)}…` : subject;
}

/** Without line breaks: in a header one would begin another header, in a text another entry. */
export function withoutLineBreaks(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
