import { z } from 'zod';
import type { FeedSettings, FeedVariable } from '../feeds/definition/feed-variable.ts';
import { FEED_VARIABLES } from '../feeds/variables.ts';
import { http, matching, parse, type Environment } from './parse.ts';

const wordsOf = (words: readonly string[]) =>
  matching(
    (value) => value.split(',').every((word) => words.includes(word.trim())),
    `some of ${words.join(', ')}, separated by commas`,
  ).optional();

const feedVariable = ({ default: address, words }: FeedVariable) =>
  address !== undefined
    ? http().default(address)
    : words !== undefined
      ? wordsOf(words)
      : z.string().optional();

/** The values of each source's own variables, under the names that the source gives them. Throws ConfigError. */
export function feedSettings(env: Environment): Readonly<Record<string, FeedSettings>> {
  const all = Object.values(FEED_VARIABLES).flatMap((variables) => Object.values(variables));
  const shape = Object.fromEntries(all.map((variable) => [variable.variable, feedVariable(variable)]));
  const values = parse(shape, env) as FeedSettings;
  return Object.fromEntries(
    Object.entries(FEED_VARIABLES).map(([source, variables]) => [
      source,
      Object.fromEntries(Object.entries(variables).map(([name, { variable }]) => [name, values[variable]])),
    ]),
  );
}
