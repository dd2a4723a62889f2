/** What reaches a response by signal: by hand, forged, malformed, in floods. On the real server. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Case } from './support/case.ts';
import { until } from './support/until.ts';
import { responded, useResponseRig } from './support/use-response-rig.ts';

const rig = useResponseRig('dev');

const detailsOf = async ({ handle }: Case): Promise<string> => {
  const { currentDetails } = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return currentDetails ?? '';
};

const warned = (match: Case, signal: string) =>
  until(`a line about ${signal}`, async () => {
    const details = await detailsOf(match);
    return details.includes(`\`${signal}\``) && details;
  });

describe('a decision by hand', () => {
  test.each([
    ['qualifyRisk', 'resolveIncident'],
    ['qualify', 'resolve'],
  ])('is taken under the names %s and %s, with no more than it needs', async (qualify, resolve) => {
    const match = await responded(rig);
    await match.handle.signal(qualify, { risk_level: 'low' });
    await match.reaches('awaiting_resolution');
    expect(await match.tracking()).toMatchObject({ risk_level: 'low', qualified_by_name: 'Operator' });
    await match.handle.signal(resolve, { resolution_type: 'mitigated' });
    await match.handle.result();
    expect(await match.tracking()).toMatchObject({
      resolution_type: 'mitigated',
      resolved_by: null,
      resolved_by_name: 'Operator',
    });
  });

  test('is an operator’s, whoever it says it is; so is an update that the API has not signed', async () => {
    const match = await responded(rig);
    const forged = { risk_level: 'low', actor: match.reviewer };
    await match.handle.signal('qualifyRisk', { ...forged, status: 'in_progress', proof: 'dGVzdA.AAAA' });
    await until('the qualification', async () => (await match.tracking()).qualified_by_name !== null);
    expect(await match.tracking()).toMatchObject({ qualified_by: null, qualified_by_name: 'Operator' });
    await match.handle.executeUpdate('qualify', { args: [forged] });
    expect(await match.tracking()).toMatchObject({ qualified_by: null, qualified_by_name: 'Operator' });
    // One that it has signed is the person's.
    await match.resolve();
    expect(await match.tracking()).toMatchObject({ resolved_by: match.reviewer.userId });
  });

  test('that makes no sense leaves a line in the details, and does no harm', async () => {
    const match = await responded(rig);
    await expect(match.qualify({ risk_level: 'terrible' as never })).rejects.toThrow();
    await match.handle.signal('qualifyRisk', { risk_level: 'terrible' });
    await match.handle.signal('resolveIncident', 'nonsense');
    await match.handle.signal('incidentChanged', null);
    await match.handle.signal('closeTheCase', { now: true });
    const details = await warned(match, 'closeTheCase');
    expect(details).toContain('Signal `qualifyRisk` was ignored: risk_level must be one of');
    expect(details).toContain('Signal `resolveIncident` was ignored: a resolution is an object');
    expect(details).toContain('Signal `incidentChanged` was ignored');
    expect(details).toContain('awaiting_qualification');
    expect((await match.tracking()).risk_qualification_status).toBe('pending');
  });

  test('whose bytes are no JSON leaves a line, and the next decision is taken', async () => {
    const match = await responded(rig);
    await rig.env.client.workflowService.signalWorkflowExecution({
      namespace: rig.env.namespace ?? 'default',
      workflowExecution: { workflowId: match.handle.workflowId },
      signalName: 'qualifyRisk',
      requestId: randomUUID(),
      input: {
        payloads: [{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"risk_level"') }],
      },
    });
    await warned(match, 'qualifyRisk');
    expect(await match.qualify()).toMatchObject({ outcome: 'applied' });
  });
});

test('a flood of news is told once or twice, and keeps no decision waiting', async () => {
  const match = await responded(rig);
  const change = { kind: 'worsened', severity: 'critical', kev: true, fingerprint: 'second' };
  const flood = Array.from({ length: 300 }, () => match.handle.signal('incidentChanged', change));
  await Promise.all(flood.slice(0, 150));
  expect(await match.qualify()).toMatchObject({ outcome: 'applied' });
  await Promise.all(flood);
  await match.resolve();
  await match.handle.result();
  const { events = [] } = await match.handle.fetchHistory();
  const applied = (events ?? []).filter(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'applyIncidentChange',
  );
  expect(applied.length).toBeLessThan(100);
});

test('mail that cannot be sent is skipped and not left behind, also after resolve, reopen, resolve', async () => {
  const match = await rig.match();
  const { email } = match.tenant.users.security_reviewer;
  rig.mailbox.refusals.set(email, 451);
  await match.respond();
  await match.reaches('awaiting_qualification');
  await match.resolve();
  await match.reopen();
  await match.resolve({ resolution_type: 'mitigated' });
  await match.handle.result();
  const statuses = (await match.deliveries()).map(({ status }) => status);
  expect(statuses).not.toContain('pending');
  rig.mailbox.refusals.clear();
}, 120_000);
