type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The keys of a partial change that say something: what is undefined is left as it is. */
export const given = <T extends object>(change: T): Given<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Given<T>;
