import type { MonitoringConfig } from '../../lib/api/types.ts';
import type { FormOf } from '../../lib/form.ts';

/** The configuration as it was read; the columns that Vigil keeps itself are sent back and ignored. */
export type ConfigForm = FormOf<MonitoringConfig>;
