/** Mails as they arrived, one file each, so that a restart forgets none. */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import PostalMime, { type Address } from 'postal-mime';
import { writeFileAtomic } from '../tools/atomic-file.ts';

/** A received mail, as the listing and the page show it. */
export interface CaughtMail {
  id: string;
  message_id: string | null;
  /** The id of the first mail with this Message-ID, when this is not it. */
  duplicate_of: string | null;
  received_at: string;
  from: string;
  /** Envelope recipients: who it was really sent to. */
  to: string[];
  subject: string;
  text: string;
  html: string | null;
}

export interface MailStore {
  /** Keeps a mail; it is on disk when the promise resolves. */
  add(raw: Buffer, recipients: string[]): Promise<CaughtMail>;
  /** Newest first. */
  list(): CaughtMail[];
  get(id: string): CaughtMail | undefined;
  clear(): void;
}

const addressText = (address: Address | undefined) =>
  address === undefined ? '' : `${address.name ? `${address.name} ` : ''}<${address.address ?? ''}>`;

async function read(id: string, raw: Buffer, recipients: string[], receivedAt: string): Promise<CaughtMail> {
  const mail = await PostalMime.parse(raw);
  return {
    id,
    message_id: mail.messageId ?? null,
    duplicate_of: null,
    received_at: receivedAt,
    from: addressText(mail.from),
    to: recipients,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
  };
}

// The file's name is the arrival, in milliseconds, and a counter; a header in front of the mail holds the envelope.
const ENVELOPE = 'X-Vigil-Envelope: ';

const fileContent = (raw: Buffer, recipients: string[]) =>
  Buffer.concat([Buffer.from(`${ENVELOPE}${JSON.stringify(recipients)}\r\n`), raw]);

async function load(folder: string, file: string): Promise<CaughtMail> {
  const content = readFileSync(path.join(folder, file));
  const end = content.indexOf('\n');
  const recipients = JSON.parse(content.subarray(ENVELOPE.length, end).toString('utf8')) as string[];
  const id = path.basename(file, '.eml');
  const receivedAt = new Date(Number(id.split('-')[0])).toISOString();
  return read(id, content.subarray(end + 1), recipients, receivedAt);
}

/** Opens the folder with what earlier runs received. */
export async function openMailStore(folder: string): Promise<MailStore> {
  mkdirSync(folder, { recursive: true });
  const mails: CaughtMail[] = [];
  const firstByMessageId = new Map<string, string>();
  const keep = (mail: CaughtMail): CaughtMail => {
    // A sender that retries after a lost answer sends the same Message-ID: shown, but as what it is.
    const key = mail.message_id === null ? undefined : `${mail.message_id} ${mail.to.join()}`;
    const first = key === undefined ? undefined : firstByMessageId.get(key);
    if (key !== undefined && first === undefined) firstByMessageId.set(key, mail.id);
    const kept = { ...mail, duplicate_of: first ?? null };
    mails.push(kept);
    return kept;
  };
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .sort())
    keep(await load(folder, file));
  let counter = 0;
  return {
    async add(raw, recipients) {
      counter += 1;
      const now = Date.now();
      const id = `${now}-${process.pid}-${counter}`;
      const mail = await read(id, raw, recipients, new Date(now).toISOString());
      writeFileAtomic(path.join(folder, `${id}.eml`), fileContent(raw, recipients));
      return keep(mail);
    },
    list: () => mails.toReversed(),
    get: (id) => mails.find((mail) => mail.id === id),
    clear() {
      for (const { id } of mails.splice(0)) rmSync(path.join(folder, `${id}.eml`), { force: true });
      firstByMessageId.clear();
    },
  };
}
