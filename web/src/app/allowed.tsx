import type { ReactNode } from 'react';
import { NoticePage } from '../components/layout/notice-page.tsx';
import { useCan, type Permission } from '../lib/permissions.ts';

/** A page for those who may; the others are told before they fill in what they cannot send. */
export function Allowed({ needs, page }: { needs: Permission; page: ReactNode }) {
  if (useCan(needs)) return page;
  return (
    <NoticePage title="Your role does not allow this">
      Ask an administrator to do it, or to give you a role that may.
    </NoticePage>
  );
}
