/** What can be said of a vendor, in a request as in a register: one set of rules for both. */
import { z } from 'zod';
import { CRITICALITIES } from '../../domain/vocabulary.ts';

/** Text with something in it, without blanks at its ends. */
const text = (most: number) =>
  z
    .string('must be text')
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must be text of at most ${most} characters`);

const list = <T extends z.ZodType>(item: T, most: number) =>
  z.array(item, 'must be a list').max(most, `must have at most ${most} entries`);

const product = z.union(
  [
    text(500).transform((name) => ({ name, version: null, cpe: null })),
    z
      .strictObject({ name: text(500), version: text(200).nullish(), cpe: text(500).nullish() })
      .transform(({ name, version, cpe }) => ({ name, version: version ?? null, cpe: cpe ?? null })),
  ],
  'must be a name or {name, version?, cpe?}',
);

const contact = z.strictObject({
  name: text(200),
  email: z.email('must be an e-mail address'),
  role: text(200).nullish(),
});

/** The name of a vendor. */
export const vendorName = text(500);

/** Everything else that a request and a register may say; what is left out is not touched. */
export const vendorFields = {
  legal_name: text(500).nullable().optional(),
  website: text(2000).nullable().optional(),
  criticality: z.enum(CRITICALITIES, `must be one of ${CRITICALITIES.join(', ')}`).optional(),
  external_ref: text(200).nullable().optional(),
  aliases: list(text(500), 200).optional(),
  domains: list(text(2000), 200).optional().describe('Domains or pasted addresses'),
  products: list(product, 1000).optional(),
  contacts: list(contact, 100).optional(),
};

/** One vendor of a register. */
export const vendorRecord = z.object({ name: vendorName, ...vendorFields });

/** A vendor of a register; what it does not speak of is left out, what it says is empty is empty. */
export type RegisteredVendor = z.output<typeof vendorRecord>;
