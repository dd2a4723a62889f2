import { scheduleId } from '../contracts/ids.ts';
import type { ScanType } from '../domain/vocabulary.ts';
import type { TemporalClient } from './decisions.ts';

/** Milliseconds that the engine may take: a page shows the rest without it. */
const TIMEOUT_MS = 1_000;

/** When a tenant's Schedule of a scan type acts next, ISO 8601; null where it is paused, absent, or not to be had. */
async function nextCycle(
  temporal: TemporalClient,
  tenantId: string,
  scanType: ScanType,
): Promise<string | null> {
  try {
    const { info, state } = await temporal.withDeadline(Date.now() + TIMEOUT_MS, () =>
      temporal.schedule.getHandle(scheduleId(tenantId, scanType)).describe(),
    );
    return state.paused ? null : (info.nextActionTimes[0]?.toISOString() ?? null);
  } catch {
    return null;
  }
}

/** The next cycles of a tenant by scan type. Never throws. */
export async function nextCycles(
  temporal: TemporalClient,
  tenantId: string,
  scanTypes: readonly ScanType[],
): Promise<ReadonlyMap<ScanType, string | null>> {
  return new Map(
    await Promise.all(
      [...new Set(scanTypes)].map(async (type) => [type, await nextCycle(temporal, tenantId, type)] as const),
    ),
  );
}
