import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../../db/database.ts';
import type { Criticality, IncidentType, Severity } from '../../../domain/vocabulary.ts';

type Columns = Selectable<Tables['vendor_security_tracking']>;

/** A match with its vendor and incident in short. */
export type ListedTracking = Columns & {
  vendor: { id: string; name: string; criticality: Criticality };
  incident: {
    id: string;
    title: string;
    severity: Severity;
    incident_type: IncidentType;
    external_id: string;
    cvss_score: number | null;
    kev: boolean;
    epss: number | null;
    published_date: string | null;
  };
};

/** As the database gives it: the incident's and the vendor's columns beside the tracking's. */
export type FlatTracking = Columns & {
  v_name: string;
  v_criticality: Criticality;
  i_title: string;
  i_severity: Severity;
  i_type: IncidentType;
  i_external_id: string;
  i_cvss_score: number | null;
  i_kev: boolean;
  i_epss: number | null;
  i_published_date: string | null;
};

export const TRACKING_FROM = sql`vendor_security_tracking t
  join vendors v on v.id = t.vendor_id
  join security_incidents i on i.id = t.incident_id
  left join epss_scores e on e.cve_id = i.external_id`;

/** Every column of the tracking, as the specification wants it, whichever are added. */
export const TRACKING_COLUMNS = sql`t.*, v.name as v_name, v.criticality as v_criticality, i.title as i_title,
  i.severity as i_severity, i.incident_type as i_type, i.external_id as i_external_id,
  i.cvss_score as i_cvss_score, i.kev_added_on is not null as i_kev, e.epss as i_epss,
  i.published_date as i_published_date`;

/** Puts vendor and incident into objects of their own. */
export function nestTracking(flat: FlatTracking): ListedTracking {
  const {
    v_name,
    v_criticality,
    i_title,
    i_severity,
    i_type,
    i_external_id,
    i_cvss_score,
    i_kev,
    i_epss,
    i_published_date,
    ...columns
  } = flat;
  return {
    ...columns,
    vendor: { id: flat.vendor_id, name: v_name, criticality: v_criticality },
    incident: {
      id: flat.incident_id,
      title: i_title,
      severity: i_severity,
      incident_type: i_type,
      external_id: i_external_id,
      cvss_score: i_cvss_score,
      kev: i_kev,
      epss: i_epss,
      published_date: i_published_date,
    },
  };
}
