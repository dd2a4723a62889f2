/** The catcher's pages. Everything in a mail is hostile text: `html` escapes whatever it is given. */
import { html, raw } from 'hono/html';
import type { CaughtMail } from './store.ts';

type Html = ReturnType<typeof html>;

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #ddd}
pre{white-space:pre-wrap;background:#f6f6f6;padding:1rem}iframe{width:100%;height:28rem;border:1px solid #ddd}
.duplicate{opacity:.6}`;

const page = (title: string, body: Html): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`;

const row = (mail: CaughtMail): Html =>
  html`<tr class="${mail.duplicate_of === null ? '' : 'duplicate'}">
    <td><time>${mail.received_at}</time></td>
    <td>${mail.to.join(', ')}</td>
    <td>
      <a href="/messages/${mail.id}">${mail.subject || '(no subject)'}</a
      >${mail.duplicate_of === null ? '' : ' (duplicate)'}
    </td>
  </tr>`;

/** All mails, newest first. */
export const listPage = (mails: CaughtMail[]): Html =>
  page(
    'Mails',
    html`<h1>Mails of this demo stack</h1>
      <p>${mails.length} received. Nothing here ever left this machine.</p>
      <table>
        <thead>
          <tr>
            <th>Received</th>
            <th>To</th>
            <th>Subject</th>
          </tr>
        </thead>
        <tbody>
          ${mails.map(row)}
        </tbody>
      </table>`,
  );

const LINK = /(https?:\/\/[^\s<>"')]+)/;

const withLinks = (text: string): (string | Html)[] =>
  text
    .split(LINK)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}" rel="noopener">${part}</a>` : part));

/** One mail; its HTML part runs in a frame that may do nothing. */
export const mailPage = (mail: CaughtMail): Html =>
  page(
    mail.subject,
    html`<p><a href="/">All mails</a></p>
      <h1>${mail.subject || '(no subject)'}</h1>
      <p>
        From ${mail.from}<br />To ${mail.to.join(', ')}<br />Received <time>${mail.received_at}</time><br />
        Message-ID
        ${mail.message_id ?? '(none)'}${
          mail.duplicate_of === null
            ? ''
            : html`, a duplicate of <a href="/messages/${mail.duplicate_of}">an earlier one</a>`
        }
      </p>
      <pre>${withLinks(mail.text)}</pre>
      ${
        mail.html === null
          ? ''
          : html`<h2>As HTML</h2>
              <iframe sandbox="" title="The mail as HTML" srcdoc="${mail.html}"></iframe>`
      }`,
  );
