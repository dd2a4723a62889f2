import type { ActivityDependencies } from './dependencies.ts';
import { createFeedActivities } from './feeds.ts';
import { createMonitoringActivities } from './monitoring.ts';

/** Every activity of the product, by task queue: a worker of a queue registers its part alone. */
export function createActivities(deps: ActivityDependencies) {
  const monitoring = createMonitoringActivities(deps);
  const feeds = createFeedActivities(deps);
  return { monitoring, feeds };
}

/** What workflow code sees of the activities. */
export type Activities = ReturnType<typeof createActivities>;
