/** What people hear of an incident that its source takes back, or that is closed and comes again. */
import { describe, expect, test } from '@jest/globals';
import { remindTask } from '../../../../src/services/response/tasks/remind-task.ts';
import { changeIncident, type Match } from '../../../workflows/support/match.ts';
import {
  apply,
  audits,
  cycle,
  events,
  messages,
  now,
  openTasks,
  resolve,
  respond,
  rig,
  severities,
  severity,
  tenant,
  told,
  tracking,
  useNews,
} from '../support/updates-rig.ts';

useNews();

describe('an incident that its source withdrew and reinstated', () => {
  const withdraw = (match: Match) =>
    changeIncident(rig.db, match.incidentId, { withdrawn_at: now(), severity: 'medium' });
  const reinstate = (match: Match) =>
    changeIncident(rig.db, match.incidentId, { withdrawn_at: null, severity: 'high' });

  test('is not to be closed any more, and those who were asked to close it hear of that once', async () => {
    const match = await told({ severity: 'high' });
    await withdraw(match);
    expect(await cycle()).toEqual(['withdrawn']);
    await apply(match);
    expect((await tracking(match)).closure_proposed_at).not.toBeNull();
    expect(await cycle()).toEqual([]);
    // An admin hears of the tracking only after the proposal.
    const [task] = await openTasks();
    await rig.db.withTenant(tenant.id, (tx) =>
      remindTask(tx, {
        trackingId: match.trackingId,
        taskId: task?.id ?? '',
        step: 'escalation',
        now: now(),
      }),
    );
    await reinstate(match);
    expect(await cycle()).toEqual(['reinstated']);
    await Promise.all([apply(match), apply(match)]);
    expect(await cycle()).toEqual([]);
    expect(await tracking(match)).toMatchObject({ closure_proposed_at: null, incident_severity: 'high' });
    expect((await messages('Reinstated at its source')).map(({ user_id }) => user_id)).toEqual([
      tenant.users.security_reviewer.id,
    ]);
    expect(await events(match, 'reinstated')).toMatchObject([{ detail: { people_told: 1 } }]);
    expect(await audits(match, 'tracking.take_back_closure')).toHaveLength(1);
    expect(await events(match, 'worsened')).toEqual([]);
  });

  test('and withdrew again is proposed for closure again', async () => {
    const match = await told();
    for (const change of [withdraw, reinstate, withdraw]) {
      await change(match);
      await cycle();
      await apply(match);
    }
    expect(await messages('Withdrawn at its source')).toHaveLength(2);
    expect(await events(match, 'withdrawn')).toHaveLength(2);
    expect((await tracking(match)).closure_proposed_at).not.toBeNull();
  });

  test('stays resolved where it was closed meanwhile, and that is said', async () => {
    const match = await told();
    await withdraw(match);
    await cycle();
    await apply(match);
    await resolve(match, 'risk_accepted');
    await reinstate(match);
    expect(await cycle()).toEqual(['reinstated']);
    expect(await apply(match)).toMatchObject({ closed: true });
    expect(await cycle()).toEqual([]);
    const [message] = await messages('Reinstated at its source');
    expect(message?.body).toContain('please reopen it');
    expect(await tracking(match)).toMatchObject({ status: 'resolved', closure_proposed_at: null });
  });
});

describe('a resolved tracking whose incident worsens', () => {
  test('is reopened once, by whichever message comes first, and its response tells', async () => {
    const match = await told({ severity: 'medium' });
    await resolve(match, 'remediated');
    await severity(match, 'critical');
    expect(await cycle()).toEqual(['worsened']);
    const states = await Promise.all([apply(match), apply(match)]);
    expect(states).toMatchObject([
      { closed: false, responseNo: 2 },
      { closed: false, responseNo: 2 },
    ]);
    // Its response may be lost as well: until it has told, a cycle asks for it.
    expect(await cycle()).toEqual(['worsened']);
    await respond(match);
    expect(await severities()).toEqual(['medium', 'critical']);
    expect(await cycle()).toEqual([]);
    expect(await events(match, 'reopened')).toMatchObject([
      { detail: { reason: 'The incident worsened: severity critical' } },
    ]);
  });
});
