import type { TenantTx } from '../../../db/database.ts';
import type { RiskFactorRow } from '../../../db/entities/trackings.ts';
import type { RiskLevel, TrackingStatus } from '../../../domain/vocabulary.ts';
import { listAssignments, type AssignmentRow } from '../../response/assessments/list-assessments.ts';
import type { Page, PageRequest } from '../../../db/keyset.ts';
import { listProcesses, type ProcessRow } from '../../response/processes/list-processes.ts';
import { listTrackings } from '../../response/record/list-trackings.ts';
import type { ListedTracking } from '../../response/record/tracking-row.ts';
import { readVendor, type VendorRow } from '../../register/list-vendors.ts';
import { readTrends } from './read-trends.ts';

/** Everything about the security of one vendor. */
export interface VendorReport {
  generated_at: string;
  vendor: VendorRow;
  status: TrackingStatus;
  risk: { score: number; level: RiskLevel | null; factors: RiskFactorRow[] };
  incidents: ListedTracking[];
  qualification: { pending: number; completed: number };
  assessments: AssignmentRow[];
  processes: ProcessRow[];
  trends: { date: string; matched: number; resolved: number }[];
}

/** Of each list in a report, at most so many rows. */
const MOST_ROWS = 1000;
const TREND_DAYS = 90;

/** The report of a vendor, or null when there is none. Its risk is that of its worst open tracking. */
export async function readVendorReport(tx: TenantTx, id: string): Promise<VendorReport | null> {
  const vendor = await readVendor(tx, id);
  if (vendor === null) return null;
  const incidents = await readAll((page) =>
    listTrackings(tx, { vendor_id: id }, { ...page, sort: '-risk_score' }),
  );
  const worst = incidents.find(({ status }) => status !== 'resolved');
  const trends = await readTrends(tx, TREND_DAYS, id);
  return {
    generated_at: new Date().toISOString(),
    vendor,
    status: vendor.security_status,
    risk: {
      score: worst?.risk_score ?? 0,
      level: worst?.risk_level ?? null,
      factors: worst?.risk_factors ?? [],
    },
    incidents,
    qualification: {
      pending: incidents.filter(isPending).length,
      completed: incidents.filter((row) => row.risk_qualification_status === 'completed').length,
    },
    assessments: await readAll((page) => listAssignments(tx, { vendor_id: id }, page)),
    processes: await readAll((page) => listProcesses(tx, { vendor_id: id }, page)),
    trends: trends.map(({ date, matched, resolved }) => ({ date, matched, resolved })),
  };
}

const isPending = ({ status, risk_qualification_status }: ListedTracking): boolean =>
  status !== 'resolved' && ['pending', 'in_progress'].includes(risk_qualification_status);

async function readAll<Row>(read: (page: PageRequest) => Promise<Page<Row>>): Promise<Row[]> {
  return (await read({ limit: MOST_ROWS })).rows;
}
