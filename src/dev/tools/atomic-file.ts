/** Small files that others read while we write them. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import writeFile from 'write-file-atomic';

/** Replaces the file whole: a reader sees the old content or the new. `mode` 0o600 keeps it to its owner. */
export function writeFileAtomic(file: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFile.sync(file, content, { mode, fsync: false });
}

/** The parsed file, or undefined when it is absent or not JSON. */
export function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
