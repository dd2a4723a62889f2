import { Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../src/db/database.ts';
import { readInstallation } from '../src/services/metrics/read-installation.ts';

/** Measures requests. */
export interface HttpMetrics {
  observe(labels: { method: string; route: string; status: number }, seconds: number): void;
}

/** Everything that `/metrics` shows. */
export interface Observed extends HttpMetrics {
  /** Prometheus' text; figures from the database are those of the last half minute. */
  text(): Promise<string>;
  contentType: string;
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const FRESH_MS = 30_000;

/** A registry of its own: nothing is global. */
export function createMetrics(db: Database): Observed {
  const registers = [new Registry()] as const;
  const [registry] = registers;
  const http = new Histogram({
    name: 'vigil_http_request_duration_seconds',
    help: 'Duration of API requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const fill = installationGauges(registry);
  let filledAt = 0;
  return {
    observe: ({ method, route, status }, seconds) =>
      http.observe({ method, route, status: String(status) }, seconds),
    contentType: registry.contentType,
    async text() {
      if (Date.now() - filledAt > FRESH_MS) {
        fill(await readInstallation(db));
        filledAt = Date.now();
      }
      return registry.metrics();
    },
  };
}

type Installation = Awaited<ReturnType<typeof readInstallation>>;

function installationGauges(registry: Registry): (now: Installation) => void {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const incidents = gauge('vigil_incidents', 'Incidents by type', 'incident_type');
  const trackings = gauge('vigil_open_trackings', 'Open trackings by phase', 'phase');
  const deliveries = gauge('vigil_alert_deliveries', 'Deliveries of alerts', 'channel', 'status');
  const lag = gauge('vigil_feed_lag_seconds', 'Seconds since a feed was last complete', 'source');
  const failures = gauge('vigil_feed_failures', 'Failed tries since the last success', 'source');
  const rejected = gauge('vigil_feed_rejected_records', 'Records set aside since the beginning', 'source');
  return (now) => {
    for (const each of [incidents, trackings, deliveries, lag, failures, rejected]) each.reset();
    for (const { incident_type, count } of now.incidents) incidents.set({ incident_type }, count);
    for (const { phase, count } of now.trackings) trackings.set({ phase }, count);
    for (const { channel, status, count } of now.deliveries) deliveries.set({ channel, status }, count);
    for (const feed of now.feeds) {
      if (feed.lag_seconds !== null) lag.set({ source: feed.source }, feed.lag_seconds);
      failures.set({ source: feed.source }, feed.failures);
      rejected.set({ source: feed.source }, feed.rejected_total);
    }
  };
}
