/** A resolved tracking that responds again, on the real server: the time-skipping one reuses no workflow ids. */
import { describe, expect, test } from '@jest/globals';
import { rows } from './support/rows.ts';
import { qualificationTasks, responded, useResponseRig } from './support/use-response-rig.ts';

const rig = useResponseRig('dev');

describe('a reopening', () => {
  test('responds again under the same id with a new task and alert, and keeps what was decided', async () => {
    const match = await responded(rig);
    await match.qualify();
    await match.resolve();
    await match.handle.result();
    expect(await match.reopen()).toMatchObject({ outcome: 'applied', decidedBy: match.reviewer.name });
    await match.reaches('awaiting_qualification');
    expect(await match.tracking()).toMatchObject({
      status: 'monitoring',
      risk_qualification_status: 'pending',
      response_no: 2,
      resolved_at: null,
    });
    expect((await qualificationTasks(match)).map(({ response_no, status }) => [response_no, status])).toEqual(
      [
        [1, 'completed'],
        [2, 'pending'],
      ],
    );
    expect((await match.alerts()).map(({ response_no }) => response_no)).toEqual([1, 2]);
    expect(await match.read((tx) => rows(tx, 'assessment_assignments'))).toHaveLength(1);
    expect(await match.read((tx) => rows(tx, 'workflow_instances'))).toHaveLength(1);
    expect(await match.kinds()).toEqual(expect.arrayContaining(['qualified', 'resolved', 'reopened']));
    expect(await match.resolve({ resolution_type: 'mitigated' })).toMatchObject({ outcome: 'applied' });
    expect((await match.tracking()).resolution_type).toBe('mitigated');
  });

  test('begins assessment and process anew where whoever reopens asks for it, else says that they stay', async () => {
    const match = await responded(rig);
    await match.resolve();
    await match.handle.result();
    await match.reopen({ restart: ['assessment', 'process'] });
    await match.reaches('awaiting_qualification');
    const assignments = await match.read((tx) => rows(tx, 'assessment_assignments'));
    expect(assignments.map(({ status }) => status).sort()).toEqual(['pending', 'withdrawn']);
    const tracking = await match.tracking();
    const instances = await match.read((tx) => rows(tx, 'workflow_instances'));
    expect(instances.find(({ id }) => id === tracking.workflow_instance_id)?.status).not.toBe('cancelled');
    expect(instances).toHaveLength(2);
    await match.resolve();
    await match.handle.result();
    await match.reopen();
    await match.reaches('awaiting_qualification');
    const events = await match.read((tx) => rows(tx, 'tracking_events'));
    const said = events.filter(({ kind }) => kind === 'responded').map(({ detail }) => detail['says']);
    expect(said).toEqual([undefined, '', expect.stringContaining('assessment and the process stay')]);
  });

  test('is not decided by what was signed for the response before it', async () => {
    const match = await responded(rig);
    await match.resolve();
    await match.handle.result();
    await match.reopen();
    await match.reaches('awaiting_qualification');
    expect(await match.qualify({}, 'qualify/1/p/key/digest')).toMatchObject({ outcome: 'closed' });
    expect((await match.tracking()).risk_qualification_status).toBe('pending');
    expect(await match.qualify({}, 'qualify/2/p/key/digest')).toMatchObject({ outcome: 'applied' });
  });

  test('of a false positive takes back what the matcher was taught', async () => {
    const match = await responded(rig);
    await match.resolve({ resolution_type: 'false_positive' });
    await match.handle.result();
    await match.reopen();
    expect(await match.read((tx) => rows(tx, 'match_feedback'))).toEqual([]);
  });

  test('of one that is open changes nothing', async () => {
    const match = await responded(rig);
    expect(await match.reopen()).toMatchObject({ outcome: 'already' });
    expect((await match.tracking()).response_no).toBe(1);
  });

  test('that meets a run which is closing goes on as a new one', async () => {
    const match = await rig.match();
    rig.mailbox.refusals.set(match.tenant.users.security_reviewer.email, 451);
    await match.respond();
    await match.reaches('awaiting_qualification');
    await match.resolve();
    expect((await match.handle.describe()).status.name).toBe('RUNNING');
    expect(await match.reopen()).toMatchObject({ outcome: 'applied' });
    await match.reaches('awaiting_qualification');
    expect(await match.tracking()).toMatchObject({ response_no: 2, phase: 'awaiting_qualification' });
    expect(await qualificationTasks(match)).toHaveLength(2);
    rig.mailbox.refusals.clear();
    await match.handle.terminate();
  });
});
