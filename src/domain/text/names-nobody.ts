/** What sources write where a name should be and they have none, letters alone: "N/A" is `na`, "[not provided]" `notprovided`. */
export const NAMES_OF_NOBODY: ReadonlySet<string> = new Set(
  `0 na no none null nil nan undefined unknown unspecified unidentified unnamed undisclosed undetermined empty blank missing
  notapplicable notavailable notprovided notspecified notdefined notdetermined notknown notgiven notset notlisted notdisclosed
  notfound notdeclared notassigned notyetknown notyetspecified notyetdetermined
  tbd tbc tba tobedetermined tobeconfirmed tobeannounced tobedefined pending placeholder
  novendor noproduct noname nodata noinformation unknownvendor unknownproduct vendorunknown productunknown unknownunknown nonegiven
  nonespecified unbekannt keine keiner keineangabe inconnu aucun aucune desconocido ninguno ninguna sconosciuto nessuno onbekend geen`
    .trim()
    .split(/\s+/),
);

const LONGEST = 40;

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** True for a text in place of a name that names nobody: blank, signs alone, a word for none, or several such words. */
export function namesNobody(name: string): boolean {
  if (name.length > LONGEST) return false;
  const letters = lettersOf(name);
  if (letters === '' || NAMES_OF_NOBODY.has(letters)) return true;
  const parts = name.split(/[,;|/()]+/);
  return parts.length > 1 && parts.map(lettersOf).every((part) => part === '' || NAMES_OF_NOBODY.has(part));
}
