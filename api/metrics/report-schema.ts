import { z } from '@hono/zod-openapi';
import { TRACKING_STATUSES } from '../../src/domain/vocabulary.ts';
import { AssessmentAssignment } from '../assessments/schema.ts';
import { time } from '../http/fields.ts';
import { ProcessInstance } from '../processes/schema.ts';
import { RiskFactor, Tracking } from '../trackings/schema.ts';
import { Vendor } from '../vendors/schema.ts';

export const VendorReport = z
  .object({
    generated_at: time(),
    vendor: Vendor,
    status: z.enum(TRACKING_STATUSES),
    risk: z.object({
      score: z.number().openapi({ description: 'Highest of the open trackings, 0 to 100' }),
      level: z.string().nullable(),
      factors: z.array(RiskFactor),
    }),
    incidents: z.array(Tracking),
    qualification: z.object({ pending: z.number().int(), completed: z.number().int() }),
    assessments: z.array(AssessmentAssignment),
    processes: z.array(ProcessInstance),
    trends: z.array(z.object({ date: z.string(), matched: z.number().int(), resolved: z.number().int() })),
  })
  .openapi('VendorReport');
