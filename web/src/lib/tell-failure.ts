import { notifications } from '@mantine/notifications';
import { messageOf } from './api/problem.ts';

/** Tells in a corner of the page that what a button asked for did not happen; for requests that no form shows. */
export const tellFailure = (title: string) => (error: unknown) => {
  notifications.show({ color: 'red', title, message: messageOf(error) });
};
