import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = path.join(import.meta.dirname, '../../..');
const PAGES = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
];

/** The anchor that a heading gets on the repository's pages. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const anchorsOf = (page: string) =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Paths of code that a page names between backticks: with a folder and without a placeholder. */
const pathsNamed = (text: string) =>
  [...text.matchAll(/`((?:src|api|web|workflows|activities|test|scripts|docs|deploy)\/[\w./-]+)`/g)].map(
    ([, named = '']) => named,
  );

describe('the documentation', () => {
  test.each(PAGES)('%s links to pages and headings that exist', (page) => {
    const text = readFileSync(path.join(ROOT, page), 'utf8');
    const broken = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => {
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? path.join(ROOT, page) : path.join(ROOT, path.dirname(page), file);
        return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
      });
    expect(broken).toEqual([]);
  });

  test.each(PAGES)('%s names files and folders that exist', (page) => {
    const missing = pathsNamed(readFileSync(path.join(ROOT, page), 'utf8'))
      // The example of a source that does not exist.
      .filter((named) => !named.includes('acme'))
      .filter((named) => !existsSync(path.join(ROOT, named)));
    expect(missing).toEqual([]);
  });
});
