/** Which stored vendor a row of a register is about, and whether another row was about it. */
import type { FieldFault } from '../../domain/fault.ts';
import type { VendorInput } from './vendor-input.ts';

/** Known vendors by `external_ref`, by Vigil's id, and by name in lower case; only an unambiguous name counts. */
export interface Register {
  byId: Map<string, Known>;
  byRef: Map<string, Known>;
  byName: Map<string, Known | 'several'>;
}
/** A stored vendor with its lists. */
export type Known = Required<Pick<VendorInput, 'aliases' | 'domains' | 'products' | 'contacts'>> & {
  id: string;
  name: string;
  external_ref: string | null;
  legal_name: string | null;
  website: string | null;
  criticality: string;
  status: 'active' | 'archived';
};

interface Target {
  /** The vendor that Vigil's own id names. */
  exported: Known | undefined;
  target: Known | 'several' | undefined;
  fault?: FieldFault;
}

/** Finds the stored vendor that a row is about; none is a row's that another row was about. */
export function findsTargets(register: Register) {
  const met = new Set<string>();
  return (vendor: VendorInput & { name: string }): Target => {
    const exported = register.byId.get(vendor.external_ref ?? '');
    const known = exported ?? targetOf(register, vendor);
    if (known === 'several')
      return {
        exported,
        target: known,
        fault: { path: 'name', message: 'names several vendors; give their id' },
      };
    if (known === undefined) return { exported, target: known };
    if (!met.has(known.id)) {
      met.add(known.id);
      return { exported, target: known };
    }
    // A second row of another id is another company, though the first one took over the vendor of that name.
    if (!exported && vendor.external_ref && !known.external_ref) return { exported, target: undefined };
    return {
      exported,
      target: known,
      fault: { path: 'name', message: 'names a vendor that another row names, too' },
    };
  };
}

/**
 * Tells by what a row is there twice: by its id, or, where it or the row before has none, by its name. Two companies may
 * be called the same, but only ids tell them apart.
 */
export function findsDuplicates() {
  const refs = new Set<string>();
  /** Names, and whether every row of that name has an id. */
  const names = new Map<string, boolean>();
  return ({ external_ref: ref, name }: VendorInput & { name: string }): 'external_ref' | 'name' | null => {
    const key = name.toLowerCase();
    const before = names.get(key);
    names.set(key, (before ?? true) && Boolean(ref));
    if (ref) {
      if (refs.has(ref)) return 'external_ref';
      refs.add(ref);
    }
    return before !== undefined && (!ref || !before) ? 'name' : null;
  };
}

function targetOf(register: Register, vendor: VendorInput & { name: string }): Known | 'several' | undefined {
  const byRef = vendor.external_ref ? register.byRef.get(vendor.external_ref) : undefined;
  if (byRef) return byRef;
  const byName = register.byName.get(vendor.name.toLowerCase());
  // A vendor that another id names is another vendor, though it be called the same.
  if (vendor.external_ref && (byName === 'several' || byName?.external_ref)) return undefined;
  return byName;
}
