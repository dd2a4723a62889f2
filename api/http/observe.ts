import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../../src/db/database.ts';
import { CUSTOM_FEED_KINDS } from '../../src/domain/feeds/custom-feed.ts';
import { SCAN_TYPES } from '../../src/domain/vocabulary.ts';
import { OWN_VERDICTS } from '../../src/domain/feeds/custom-feed-health.ts';
import { readInstallation } from '../../src/services/operations/metrics/read-installation.ts';

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
  const late = gauge('vigil_late_monitoring', 'Tenants whose scans of a type have stopped', 'scan_type');
  const showFeeds = feedMetrics(registry);
  const showCustom = customFeedMetrics(registry);
  return (now) => {
    for (const each of [incidents, trackings, deliveries]) each.reset();
    for (const { incident_type, count } of now.incidents) incidents.set({ incident_type }, count);
    for (const { phase, count } of now.trackings) trackings.set({ phase }, count);
    for (const { channel, status, count } of now.deliveries) deliveries.set({ channel, status }, count);
    // A type with no late tenant is shown too, so that an alarm has something to compare with.
    for (const scan_type of SCAN_TYPES) late.set({ scan_type }, 0);
    for (const { scan_type, count } of now.lateMonitoring) late.set({ scan_type }, count);
    showFeeds(now.feeds);
    showCustom(now);
  };
}

function feedMetrics(registry: Registry): (feeds: Installation['feeds']) => void {
  const common = { labelNames: ['source'] as const, registers: [registry] };
  const gauge = (name: string, help: string) => new Gauge({ name, help, ...common });
  const healthy = gauge(
    'vigil_feed_healthy',
    '1 when a feed is read to its end in time and brings what it usually does, else 0',
  );
  const success = gauge(
    'vigil_feed_last_success_timestamp_seconds',
    'When a feed last gave an answer that was taken in, Unix time',
  );
  const lag = gauge('vigil_feed_lag_seconds', 'Seconds since a feed was last complete');
  const failures = gauge('vigil_feed_failures', 'Failed tries since the last success');
  const records = new Counter({
    name: 'vigil_feed_records_total',
    help: 'Records that a feed gave, by what became of them',
    labelNames: ['source', 'outcome'] as const,
    registers: [registry],
  });
  const rejects = new Counter({
    name: 'vigil_feed_rejects_total',
    help: 'Records of a feed that could not be read and were set aside, each time that they came',
    ...common,
  });
  return (feeds) => {
    for (const each of [healthy, success, lag, failures, records, rejects]) each.reset();
    for (const feed of feeds) {
      const { source } = feed;
      healthy.set({ source }, feed.healthy ? 1 : 0);
      if (feed.last_success_at !== null) success.set({ source }, Date.parse(feed.last_success_at) / 1000);
      if (feed.lag_seconds !== null) lag.set({ source }, feed.lag_seconds);
      failures.set({ source }, feed.failures);
      // The totals are the database's own, and only ever grow.
      for (const [outcome, count] of Object.entries(feed.records)) records.inc({ source, outcome }, count);
      rejects.inc({ source }, feed.records.rejected);
    }
  };
}

/** Of custom feeds only sums: nothing tells one tenant from another. */
function customFeedMetrics(registry: Registry): (now: Installation) => void {
  const feeds = new Gauge({
    name: 'vigil_custom_feeds',
    help: 'Custom feeds by kind and how they are',
    labelNames: ['kind', 'standing'] as const,
    registers: [registry],
  });
  const records = new Counter({
    name: 'vigil_custom_feed_records_total',
    help: 'Entries that custom feeds gave, by what became of them',
    labelNames: ['kind', 'outcome'] as const,
    registers: [registry],
  });
  return ({ customFeeds, customRecords }) => {
    feeds.reset();
    records.reset();
    // Standings that nobody has are shown too, so that an alarm on one has something to compare with.
    for (const kind of CUSTOM_FEED_KINDS)
      for (const standing of OWN_VERDICTS) feeds.set({ kind, standing }, 0);
    for (const { kind, standing, count } of customFeeds) feeds.set({ kind, standing }, count);
    for (const { kind, outcome, count } of customRecords) records.inc({ kind, outcome }, count);
  };
}
