import type { useForm } from '@mantine/form';

// oxlint-disable-next-line typescript/no-explicit-any -- the library's own bound
type Whole<Values extends Record<string, any>> = ReturnType<typeof useForm<Values>>;

/** What the parts of a form of `Values` need of it. (The library does not export the name of its form to ES modules.) */
// oxlint-disable-next-line typescript/no-explicit-any -- the library's own bound
export type FormOf<Values extends Record<string, any>> = Pick<
  Whole<Values>,
  'values' | 'errors' | 'getInputProps' | 'setFieldValue' | 'insertListItem' | 'removeListItem'
>;
