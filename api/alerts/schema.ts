import { z } from '@hono/zod-openapi';
import {
  ALERT_STATUSES,
  ALERT_TYPES,
  CHANNELS,
  DELIVERY_STATUSES,
  PRIORITIES,
  RECIPIENT_TYPES,
  SEVERITIES,
} from '../../src/domain/vocabulary.ts';
import { id, oneOrMore, page, time } from '../http/fields.ts';

export const Delivery = z
  .object({
    id: id(),
    channel: z.enum(CHANNELS),
    recipient: z.string(),
    user_id: id().nullable(),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.number().int(),
    last_error: z.string().nullable(),
    sent_at: time().nullable(),
    held_at: time().nullable().openapi({
      description: 'when the alert budget was spent: it waits for the next digest, or went out with one',
    }),
  })
  .openapi('Delivery');

export const Alert = z
  .object({
    id: id(),
    tenant_id: id(),
    incident_id: id(),
    vendor_tracking_id: id(),
    vendor: z.object({ id: id(), name: z.string() }),
    response_no: z.number().int(),
    alert_type: z.enum(ALERT_TYPES),
    severity: z.enum(SEVERITIES),
    priority: z.enum(PRIORITIES),
    title: z.string(),
    message: z.string(),
    recipient_type: z.enum(RECIPIENT_TYPES),
    recipient_ids: z.array(z.string()),
    status: z.enum(ALERT_STATUSES),
    sent_at: time().nullable(),
    read_at: time().nullable(),
    acknowledged_at: time().nullable(),
    acknowledged_by: id().nullable(),
    channels_sent: z.array(z.enum(CHANNELS)),
    corrected_at: time().nullable(),
    deliveries: z.array(Delivery),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('Alert');

export const AlertQuery = z.object({
  ...page,
  status: oneOrMore(ALERT_STATUSES).optional(),
  severity: oneOrMore(SEVERITIES).optional(),
  alert_type: oneOrMore(ALERT_TYPES).optional(),
  vendor_id: id().optional(),
});
