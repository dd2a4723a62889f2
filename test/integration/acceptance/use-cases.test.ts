/** The three things Vigil is bought for, from the feed to the end of the case, on the whole running product. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordsFolder } from '../../support/data/records.ts';
import { startProduct, type Answer, type RunningProduct } from '../../support/product/running-product.ts';

let product: RunningProduct;
let admin: string;

const DAY = 86_400_000;
const inDays = (date: string) => Math.round((Date.parse(date) - Date.now()) / DAY);

beforeAll(async () => {
  const dir = recordsFolder(
    [
      {
        id: 'CVE-2026-10001',
        description: 'Improper authentication in Gridmason Ledgerline lets a remote attacker read ledgers.',
        affected: [{ vendor: 'n/a', product: 'Gridmason Ledgerline' }],
        score: 8.1,
      },
      {
        id: 'CVE-2026-10002',
        description: 'A flaw in Quillfeather of another maker discloses memory.',
        affected: [{ vendor: 'Brambleworks', product: 'Quillfeather' }],
        score: 7.2,
      },
    ],
    [{ name: 'Tannenhof', title: 'Tannenhof', domain: 'tannenhof-travel.example.com' }],
  );
  product = await startProduct({ records: { dir, mode: 'as-is' } });
  admin = product.first.keys.admin;
}, 300_000);

afterAll(() => product.stop(), 60_000);

const get = async (route: string): Promise<Answer['body']> => {
  const answer = await product.call(admin, 'GET', route);
  expect(answer.status).toBe(200);
  return answer.body;
};

async function addVendor(vendor: object): Promise<string> {
  const answer = await product.call(admin, 'POST', '/vendors', vendor);
  expect(answer.status).toBe(201);
  return answer.body.id;
}

async function scan(): Promise<Answer['body']> {
  const started = await product.call(admin, 'POST', '/security-monitoring/scan?scan_type=all&days_back=30');
  expect(started.status).toBe(202);
  return product.until('the scan to end', async () => {
    const { body } = await product.call(admin, 'GET', `/security-monitoring/scans/${started.body.scan_id}`);
    return body.status !== 'running' && body;
  });
}

const responded = (vendorId: string) =>
  product.until('the response to wait for a reviewer', async () => {
    const [row] = await get(`/vendors/${vendorId}/security`);
    return row?.phase === 'awaiting_qualification' && get(`/vendors/${vendorId}/security/${row.id}`);
  });

describe('a CVE matched by product', () => {
  test('creates the task, the alert, the assessment and the TPRM process, and ends when a reviewer resolves it', async () => {
    const vendorId = await addVendor({ name: 'Gridmason Systems GmbH', products: ['Gridmason Ledgerline'] });
    const outcome = await scan();
    expect(outcome.status).toBe('completed');

    const tracking = await responded(vendorId);
    expect(tracking.incident.title).toMatch(/^CVE-2026-10001: /);
    expect(tracking.match_reason).toContain('Ledgerline');
    expect(tracking.matched_fields.length).toBeGreaterThan(0);
    expect(tracking.task).toMatchObject({
      title: `Risk Qualification Required: Gridmason Systems GmbH - ${tracking.incident.title}`,
      action_type: 'REVIEW',
      priority: 'HIGH',
      source_type: 'vendor_security_incident',
      source_id: tracking.id,
      action_url: `/vendors/${vendorId}/security/${tracking.id}`,
    });
    expect(inDays(tracking.task.due_date)).toBe(3);
    expect(tracking.alerts).toHaveLength(1);
    expect(tracking.alerts[0]).toMatchObject({
      alert_type: 'risk_qualification_required',
      severity: 'high',
      title: `Security Alert: Gridmason Systems GmbH - ${tracking.incident.title}`,
      recipient_type: 'role',
      recipient_ids: ['security_reviewer'],
    });
    expect(tracking.assessment).toMatchObject({ name: 'Security Risk Assessment', status: 'pending' });
    expect(inDays(tracking.assessment.due_date)).toBe(14);
    expect(tracking.process).toMatchObject({ workflow_type: 'tprm' });

    const mail = await product.until('the e-mail', () =>
      Promise.resolve(product.mailbox.mails.find(({ subject }) => subject.includes('CVE-2026-10001'))),
    );
    expect(mail.to).toEqual([product.first.users.security_reviewer.email]);

    const base = `/vendors/${vendorId}/security/${tracking.id}`;
    const qualified = await product.call(
      product.first.keys.security_reviewer,
      'POST',
      `${base}/qualify-risk`,
      {
        risk_level: 'high',
        impact_analysis: 'Our ledgers are reachable from outside.',
        recommended_actions: ['Update to 1.1'],
      },
    );
    expect(qualified.status).toBe(200);
    expect(qualified.body).toMatchObject({ status: 'at_risk', risk_qualification_status: 'completed' });
    const resolved = await product.call(product.first.keys.security_reviewer, 'POST', `${base}/resolve`, {
      resolution_type: 'remediated',
      resolution_notes: 'Updated everywhere.',
    });
    expect(resolved.status).toBe(200);
    expect(resolved.body).toMatchObject({ status: 'resolved', phase: 'resolved' });
    const vendor = await get(`/vendors/${vendorId}`);
    expect(vendor).toMatchObject({ security_status: 'clean', open_trackings: 0 });
    const again = await product.call(admin, 'POST', `${base}/resolve`, {
      resolution_type: 'mitigated',
      resolution_notes: 'Changed my mind.',
    });
    expect(again.status).toBe(409);
    expect(again.body.detail).toContain(product.first.users.security_reviewer.name);
  }, 180_000);
});

describe('a breach matched by domain', () => {
  test('creates the urgent task, the critical alert to security and compliance, the impact assessment and the VRM response', async () => {
    const vendorId = await addVendor({ name: 'Reisebuero Nord', domains: ['tannenhof-travel.example.com'] });
    await scan();
    const tracking = await responded(vendorId);
    expect(tracking.task).toMatchObject({
      title: 'URGENT: Data Breach - Reisebuero Nord',
      priority: 'URGENT',
    });
    const groups = tracking.alerts.map((alert: Answer['body']) => alert.recipient_ids[0]).sort();
    expect(groups).toEqual(['compliance', 'security_reviewer']);
    for (const alert of tracking.alerts) {
      expect(alert).toMatchObject({ alert_type: 'breach_detected', severity: 'critical' });
    }
    expect(tracking.assessment.name).toBe('Breach Impact Assessment');
    expect(inDays(tracking.assessment.due_date)).toBe(7);
    expect(tracking.process).toMatchObject({ workflow_type: 'vrm', name: 'VRM Breach Response' });
    const told = await product.until('both e-mails', () => {
      const mails = product.mailbox.mails.filter(({ subject }) => subject.includes('Reisebuero Nord'));
      return Promise.resolve(mails.length >= 2 && mails);
    });
    expect(told.flatMap(({ to }) => to).sort()).toEqual(
      [product.first.users.compliance.email, product.first.users.security_reviewer.email].sort(),
    );
  }, 180_000);
});

describe('a low-confidence match that is a false positive', () => {
  test('ends task, assessment and process, and is not raised again by the next cycle', async () => {
    const { body: config } = await product.call(admin, 'GET', '/security-monitoring/config');
    const { id: _id, tenant_id: _t, created_at: _c, updated_at: _u, last_scan_at: _l, ...settings } = config;
    const put = await product.call(admin, 'PUT', '/security-monitoring/config', {
      ...settings,
      matching_rules: { ...settings.matching_rules, min_match_confidence: 0.2 },
    });
    expect(put.status).toBe(200);
    const vendorId = await addVendor({ name: 'Brambleworks Bakery' });
    await scan();
    const tracking = await responded(vendorId);
    expect(tracking.match_confidence).toBeLessThan(0.5);

    const base = `/vendors/${vendorId}/security/${tracking.id}`;
    const resolved = await product.call(admin, 'POST', `${base}/resolve`, {
      resolution_type: 'false_positive',
      resolution_notes: 'Another maker of the same name.',
    });
    expect(resolved.status).toBe(200);
    const ended = await get(base);
    expect(ended).toMatchObject({ status: 'resolved', risk_qualification_status: 'not_required' });
    expect(ended.task.status).toBe('cancelled');
    expect(ended.assessment.status).toBe('withdrawn');
    expect(ended.process.status).toBe('cancelled');

    await scan();
    const trackings = await get(`/vendors/${vendorId}/security`);
    expect(trackings).toHaveLength(1);
    expect(trackings[0]).toMatchObject({
      id: tracking.id,
      status: 'resolved',
      resolution_type: 'false_positive',
    });
  }, 180_000);
});
