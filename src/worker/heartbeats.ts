import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/**
 * Heartbeats for every activity that has a heartbeat timeout: when its process is killed, another worker takes it up
 * after that timeout and not only when the whole try would have been too long.
 */
export const heartbeats: ActivityInterceptorsFactory = (context) => ({
  inbound: {
    async execute(input, next) {
      const { heartbeatTimeoutMs } = context.info;
      if (!heartbeatTimeoutMs) return next(input);
      const beat = setInterval(() => context.heartbeat(), heartbeatTimeoutMs / 3);
      try {
        return await next(input);
      } finally {
        clearInterval(beat);
      }
    },
  },
});
