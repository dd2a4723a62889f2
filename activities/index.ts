import { createDocumentParser } from '../src/feeds/custom/document-parser.ts';
import { createGuardedFetch } from '../src/feeds/guard/guarded-fetch.ts';
import type { ActivityDependencies } from './support/dependencies.ts';
import { createCustomFeedActivities, createCustomFeedRecordActivities } from './feeds/custom-feeds.ts';
import { createDecisionActivities } from './responses/decisions.ts';
import { createDeliveryActivities, createSenders } from './deliveries/deliveries.ts';
import { createDigestActivities } from './deliveries/digests.ts';
import { withErrorKinds, withPatience } from './support/errors.ts';
import { createFeedActivities, createFeedRecordActivities } from './feeds/feeds.ts';
import { createMaintenanceActivities } from './maintenance/maintenance.ts';
import { createMonitoringActivities } from './monitoring/monitoring.ts';
import { createProcessActivities } from './responses/processes.ts';
import { createResponseActivities } from './responses/responses.ts';

/** Every activity of the product, by task queue: a worker of a queue registers its part alone. */
export function createActivities(deps: ActivityDependencies) {
  const monitoring = {
    ...createMonitoringActivities(deps),
    ...createFeedRecordActivities(deps),
    ...createCustomFeedRecordActivities(deps),
    ...createMaintenanceActivities(deps),
  };
  const feeds = createFeedActivities(deps);
  const guardedFetch = createGuardedFetch(deps.guard);
  const parse = createDocumentParser();
  const customFeeds = createCustomFeedActivities({ ...deps, fetch: guardedFetch, parse });
  const senders = createSenders(deps.config.mail);
  const responses = {
    ...withPatience({ ...createResponseActivities(deps), ...createProcessActivities(deps) }, deps.logger),
    // A decision that cannot be applied is answered; nothing ends with it.
    ...withErrorKinds(createDecisionActivities(deps)),
  };
  const { publicUrl } = deps.config;
  const deliveries = withErrorKinds({
    ...createDeliveryActivities({ ...deps, publicUrl, senders }),
    ...createDigestActivities({ ...deps, publicUrl, senders }),
  });
  /** Ends the connections to mail servers and tenants' feeds and the threads that parse them, once no worker runs any more. */
  const close = () => {
    Object.values(senders).forEach((sender) => sender.close());
    void guardedFetch.close();
    void parse.close();
  };
  return { monitoring, feeds, customFeeds, responses, deliveries, close };
}

/** What workflow code sees of the activities. */
export type Activities = ReturnType<typeof createActivities>;
