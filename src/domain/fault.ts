/** One field that is wrong; `path` as in the body, `products.0.name`. */
export interface FieldFault {
  path: string;
  message: string;
}

/** What a caller asked for cannot be done, and it is the caller's to change. */
export class Fault extends Error {
  override name = 'Fault';
  readonly kind: 'invalid' | 'conflict' | 'not_found';
  readonly fields: FieldFault[];

  constructor(kind: Fault['kind'], message: string, fields: FieldFault[] = []) {
    super(message);
    this.kind = kind;
    this.fields = fields;
  }
}

/** A field that is well-formed but wrong, e.g. an id that names nothing of the tenant. */
export const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', `${path} ${message}`, [{ path, message }]);

/** The row that was found, or a fault that becomes a 404. */
export function found<T>(row: T | null | undefined, what: string): T {
  if (row === null || row === undefined) throw new Fault('not_found', `There is no such ${what}.`);
  return row;
}
