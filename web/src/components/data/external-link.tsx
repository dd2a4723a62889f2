import { Anchor, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** A link out of Vigil. Addresses come from feeds: only http and https become links, anything else stays text. */
export function ExternalLink({ href, children }: { href: string; children?: ReactNode }) {
  if (!/^https?:\/\//i.test(href))
    return (
      <Text span inherit>
        {children ?? href}
      </Text>
    );
  return (
    <Anchor
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      inherit
      style={{ overflowWrap: 'anywhere' }}
    >
      {children ?? href}
      <IconExternalLink size={13} aria-hidden style={{ marginLeft: 3, verticalAlign: '-1px' }} />
    </Anchor>
  );
}
