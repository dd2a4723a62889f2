import { NoticePage } from '../components/layout/notice-page.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <NoticePage title="There is no such page">
      The address may be mistyped, or what it named is gone.
    </NoticePage>
  );
}

/** A page that broke, or whose program part is gone since a new version was installed. */
export function PageError() {
  return (
    <NoticePage title="This page could not be shown" reload>
      Loading it again usually helps. If it does not, tell your administrator which page it was.
    </NoticePage>
  );
}
