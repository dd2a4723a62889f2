import { useSearchParams } from 'react-router';

/** What the input of one filter shows and does. */
interface FilterInput {
  value: string;
  onChange: (value: string | null) => void;
}

/** Filters kept in the address, so that a filtered list can be shared and the way back finds it again. */
export function useUrlFilters<Name extends string>(
  names: readonly Name[],
): [Record<Name, string>, (name: Name) => FilterInput] {
  const [params, setParams] = useSearchParams();
  const filters = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as Record<
    Name,
    string
  >;
  const set = (name: Name, value: string | null): void => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  };
  return [filters, (name) => ({ value: filters[name], onChange: (value) => set(name, value) })];
}
