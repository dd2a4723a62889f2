/** A real SMTP server that keeps what it is sent. */
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  to: string[];
  messageId: string;
  subject: string;
  mail: Email;
}

export interface Mailbox {
  /** smtp:// address */
  url: string;
  mails: ReceivedMail[];
  /** Addresses that are refused, with the SMTP code: 4xx for now, 5xx for good. */
  refusals: Map<string, number>;
  close(): Promise<void>;
}

/** Listens on a port of its own; everything received is in `mails`, in order of arrival. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const refusals = new Map<string, number>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const code = refusals.get(address);
      if (code === undefined) done();
      else done(Object.assign(new Error('Refused'), { responseCode: code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            messageId: mail.messageId ?? '',
            subject: mail.subject ?? '',
            mail,
          });
          done();
        }, done);
      });
    },
  });
  // A sender that was killed resets its connection; that is its end, not the mailbox's.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refusals,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
