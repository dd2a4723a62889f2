import { z } from '@hono/zod-openapi';

// `Area/Place` as IANA writes it. Offsets and abbreviations are zones to JavaScript, but none to the engine's Schedules.
const NAME =
  /^(?:UTC|GMT|Etc\/(?:GMT(?:[+-]?\d{1,2})?|U[A-Z]{2})|(?:[A-Z][a-z]+|US)(?:\/[A-Z][a-z][A-Za-z_-]*){1,2})$/;

/** True for a name that JavaScript knows and the engine takes: unlike JavaScript, it tells capitals from small letters. */
function isTimeZone(value: string): boolean {
  if (!NAME.test(value)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions();
    // An older name of the same zone is answered with the newer one, or the other way round.
    return timeZone === value || timeZone.toLowerCase() !== value.toLowerCase();
  } catch {
    return false;
  }
}

/** The IANA name of a time zone. */
export const timeZone = () => z.string().refine(isTimeZone, 'must be an IANA time zone, like Europe/Berlin');
