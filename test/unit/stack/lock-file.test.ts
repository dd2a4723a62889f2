import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

interface LockedPackage {
  version?: string;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, LockedPackage>;
};

/** As Node looks a package up: beside the one that wants it, then ever further out. */
function isLocked(wantedBy: string, name: string): boolean {
  const folders = wantedBy.split('/node_modules/');
  return folders.some((_, depth) => {
    const prefix = folders.slice(0, folders.length - depth).join('/node_modules/');
    return `${prefix}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
  });
}

describe('the lock file', () => {
  test('names the packages of every platform: without them a fresh install is refused', () => {
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(place, name)),
    );
    expect(missing).toEqual([]);
  });

  test('gives Temporal the one protobufjs that replays workflow histories', () => {
    const copies = Object.keys(packages).filter((place) => place.endsWith('node_modules/protobufjs'));
    expect(packages['node_modules/protobufjs']?.version).toMatch(/^8\./);
    expect(copies.filter((place) => place.includes('@temporalio'))).toEqual([]);
  });
});
