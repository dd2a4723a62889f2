import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nodemailer from 'nodemailer';
import { startCatcher, type RunningCatcher } from '../../../src/dev/smtp-catcher/server.ts';
import { openMailStore, type CaughtMail } from '../../../src/dev/smtp-catcher/store.ts';
import { runFolder } from '../../support/test-run.ts';

let folder: string;
let catcher: RunningCatcher;

beforeEach(async () => {
  folder = mkdtempSync(path.join(runFolder(), 'mail-'));
  catcher = await startCatcher(await openMailStore(folder), 0, 0);
});

afterEach(async () => {
  await catcher.close();
  rmSync(folder, { recursive: true, force: true });
});

async function send(mail: {
  subject: string;
  text: string;
  html?: string;
  messageId?: string;
}): Promise<void> {
  const transport = nodemailer.createTransport(`smtp://${catcher.address}`);
  await transport.sendMail({ from: 'vigil@example.com', to: 'ravi@example.com', ...mail });
  transport.close();
}

const listed = async () => (await (await fetch(`${catcher.web}/api/messages`)).json()) as CaughtMail[];

describe('the mail catcher', () => {
  test('lists what was sent, newest first, for people and for programs', async () => {
    await send({ subject: 'First', text: 'one' });
    await send({ subject: 'Zweite – für Ravi', text: 'two' });
    const mails = await listed();
    expect(mails.map(({ subject, to }) => [subject, to])).toEqual([
      ['Zweite – für Ravi', ['ravi@example.com']],
      ['First', ['ravi@example.com']],
    ]);
    expect(await (await fetch(catcher.web)).text()).toContain('Zweite – für Ravi');
  });

  test('shows hostile text as text', async () => {
    await send({
      subject: '<script>alert(1)</script>',
      text: 'see <b>https://example.com/?a=1&b=2</b>',
      html: '<script>alert(2)</script>',
    });
    const id = (await listed())[0]?.id ?? '';
    const list = await (await fetch(catcher.web)).text();
    const page = await (await fetch(`${catcher.web}/messages/${id}`)).text();
    for (const html of [list, page]) expect(html).not.toContain('<script>');
    expect(page).toContain('&lt;b&gt;<a href="https://example.com/?a=1&amp;b=2"');
    expect(page).toContain('<iframe sandbox=""');
  });

  test('tells a mail that was sent again from a new one', async () => {
    await send({ subject: 'Alert', text: 'x', messageId: '<one@vigil>' });
    await send({ subject: 'Alert', text: 'x', messageId: '<one@vigil>' });
    await send({ subject: 'Alert', text: 'x', messageId: '<two@vigil>' });
    const [other, again, first] = await listed();
    expect(again?.duplicate_of).toBe(first?.id);
    expect([first?.duplicate_of, other?.duplicate_of]).toEqual([null, null]);
  });

  test('still has the mails after a restart', async () => {
    await send({ subject: 'Kept', text: 'für später', messageId: '<kept@vigil>' });
    const before = await listed();
    await catcher.close();
    catcher = await startCatcher(await openMailStore(folder), 0, 0);
    expect(await listed()).toEqual(before);
    await send({ subject: 'Kept', text: 'für später', messageId: '<kept@vigil>' });
    expect((await listed())[0]?.duplicate_of).toBe(before[0]?.id);
  });
});
