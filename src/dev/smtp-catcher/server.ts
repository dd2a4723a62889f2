/** An SMTP server that delivers nothing and a small web server that shows what it got. */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { SMTPServer } from 'smtp-server';
import { listPage, mailPage } from './pages.ts';
import type { MailStore } from './store.ts';

const MAX_BYTES = 25 * 1024 * 1024;

/** The listing (`/api/messages`), single mails and the pages. */
export function catcherApp(store: MailStore): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
    );
  });
  app.get('/', (context) => context.html(listPage(store.list())));
  app.get('/messages/:id', (context) => {
    const mail = store.get(context.req.param('id'));
    return mail ? context.html(mailPage(mail)) : context.notFound();
  });
  app.get('/api/messages', (context) => {
    const to = context.req.query('to');
    return context.json(store.list().filter((mail) => to === undefined || mail.to.includes(to)));
  });
  app.get('/api/messages/:id', (context) => {
    const mail = store.get(context.req.param('id'));
    return mail ? context.json(mail) : context.notFound();
  });
  app.delete('/api/messages', (context) => {
    store.clear();
    return context.body(null, 204);
  });
  return app;
}

/** Answers 250 only once the mail is on disk. */
export function catcherSmtp(store: MailStore): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
    size: MAX_BYTES,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', done);
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          done(Object.assign(new Error('message is too large'), { responseCode: 552 }));
          return;
        }
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        store.add(Buffer.concat(chunks), recipients).then(
          () => done(),
          (error: unknown) => done(error as Error),
        );
      });
    },
  });
}

export interface RunningCatcher {
  /** host:port for SMTP */
  address: string;
  web: string;
  close: () => Promise<void>;
}

/** Listens on the loopback interface; port 0 takes any. */
export async function startCatcher(
  store: MailStore,
  smtpPort: number,
  webPort: number,
): Promise<RunningCatcher> {
  const smtp = catcherSmtp(store);
  const web = await new Promise<{ server: Server; port: number }>((resolve) => {
    const server = serve(
      { fetch: catcherApp(store).fetch, port: webPort, hostname: '127.0.0.1' },
      ({ port }) => resolve({ server: server as Server, port }),
    );
  });
  const port = await new Promise<number>((resolve, reject) => {
    smtp.once('error', reject);
    const listening = smtp.listen(smtpPort, '127.0.0.1', () => {
      const address = listening.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
    });
  });
  // A client that hangs up in the middle is its own trouble.
  smtp.on('error', () => undefined);
  const close = async () => {
    web.server.closeAllConnections();
    await Promise.all([
      new Promise<void>((resolve) => smtp.close(() => resolve())),
      new Promise<void>((resolve) => web.server.close(() => resolve())),
    ]);
  };
  return { address: `127.0.0.1:${port}`, web: `http://localhost:${web.port}`, close };
}
