/** Asks for the demo tenants' first scan, once per data folder, so that there is something to see at once. */
import { existsSync } from 'node:fs';
import { writeFileAtomic } from './atomic-file.ts';

/** `daysBack` undefined: the windows of a first cycle. A scan that cannot be asked for is told, not thrown. */
export async function runFirstCycles(
  marker: string,
  api: string,
  apiKeys: readonly string[],
  daysBack: number | undefined,
  say: (line: string) => void,
): Promise<void> {
  if (existsSync(marker)) return;
  const query = daysBack === undefined ? '' : `?days_back=${daysBack}`;
  for (const key of apiKeys) {
    const failure = await fetch(`${api}/api/v1/security-monitoring/scan${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
    }).then(
      (answer) => (answer.ok ? undefined : `status ${answer.status}`),
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (failure !== undefined) {
      say(`the first scan could not be asked for (${failure}); ask for one under Monitoring in the web UI`);
      return;
    }
  }
  writeFileAtomic(marker, JSON.stringify({ asked_at: new Date().toISOString() }));
}
