/** A stable key made from a name: lower case, words joined by `_`, at most 60 characters. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return (words ?? ['unnamed']).join('_').slice(0, 60);
}
