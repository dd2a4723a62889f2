/** Finds Temporal's time-skipping test server. */
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../config/parse.ts';
import { cacheFolder } from '../tools/cache-folder.ts';
import { randomPort } from '../tools/ports.ts';
import { findOnPath, isRunnable, runCommand } from '../tools/run-command.ts';
import { downloadedServer, downloadServer } from './sdk-download.ts';

const VERSION = '1.38.0';

const NONE = `No time-skipping Temporal test server could be had. Any one of these will do:
  - set TEMPORAL_TEST_SERVER to its program
  - let this machine reach temporal.download, so that the SDK can fetch it
  - install Java 11 or newer and Maven, so that io.temporal:temporal-test-server:${VERSION} can be used`;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>vigil</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${VERSION}</version></dependency>
  </dependencies>
</project>
`;

async function fetchWithMaven(maven: string, java: string, folder: string): Promise<string | undefined> {
  const building = `${folder}.building-${process.pid}`;
  mkdirSync(building, { recursive: true });
  writeFileSync(path.join(building, 'pom.xml'), POM);
  const copy = [
    '-q',
    '-B',
    'dependency:copy-dependencies',
    '-DoutputDirectory=lib',
    '-DincludeScope=runtime',
  ];
  const { code } = await runCommand(maven, copy, { cwd: building });
  if (code !== 0) {
    rmSync(building, { recursive: true, force: true });
    return undefined;
  }
  // `exec`, so that ending the wrapper ends the server.
  writeFileSync(path.join(building, 'run'), `#!/bin/sh\nexec ${javaCommand(java, folder)} "$@"\n`);
  chmodSync(path.join(building, 'run'), 0o755);
  rmSync(folder, { recursive: true, force: true });
  renameSync(building, folder);
  await archiveClasses(java, folder);
  return path.join(folder, 'run');
}

const javaCommand = (java: string, folder: string, archive = 'SharedArchiveFile') =>
  `'${java}' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -XX:${archive}='${path.join(folder, 'classes.jsa')}'` +
  ` -cp '${path.join(folder, 'lib', '*')}' io.temporal.testserver.TestServer`;

/** The SDK gives the server five seconds to start: from an archive of its classes it takes one, even on a busy machine. */
async function archiveClasses(java: string, folder: string): Promise<void> {
  const server = `${javaCommand(java, folder, 'ArchiveClassesAtExit')} ${await randomPort()}`;
  await runCommand('sh', ['-c', `${server} & server=$!; sleep 10; kill $server; wait $server`]);
}

/**
 * The path of a program that takes a port and serves a test server on it: `TEMPORAL_TEST_SERVER`, from the cache,
 * downloaded by the SDK, or from Maven with a Java of this machine. Throws with all the ways when none works.
 */
export async function findTestServer(env: Environment, say: (line: string) => void): Promise<string> {
  const given = env['TEMPORAL_TEST_SERVER'];
  if (given) {
    if (isRunnable(given)) return given;
    throw new Error(`TEMPORAL_TEST_SERVER must be a program that can be run: ${given} is not.`);
  }
  const folder = path.join(cacheFolder(env), `temporal-test-server-${VERSION}`);
  const downloads = path.join(cacheFolder(env), 'temporal-test-server-sdk');
  const fetched = path.join(folder, 'run');
  const cached = downloadedServer(downloads) ?? (isRunnable(fetched) ? fetched : undefined);
  if (cached !== undefined) return cached;
  say('fetching the Temporal test server with the SDK (up to two minutes, once) ...');
  const downloaded = await downloadServer('test-server', downloads);
  if (downloaded !== undefined) return downloaded;
  const [maven, java] = [findOnPath(['mvn'], env), findOnPath(['java'], env)];
  if (maven !== undefined && java !== undefined) {
    say(
      'the download is not reachable; fetching the Temporal test server with Maven (about a minute, once) ...',
    );
    const file = await fetchWithMaven(maven, java, folder);
    if (file !== undefined) return file;
  }
  throw new Error(NONE);
}
