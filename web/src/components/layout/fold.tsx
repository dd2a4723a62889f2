import { Anchor } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useId, useState, type ReactNode } from 'react';

interface Props {
  /** Pixels that show before it is unfolded. */
  height: number;
  more?: string;
  children: ReactNode;
}

/** Content of any length, folded to a height; nothing to press where all of it shows anyway. */
export function Fold({ height, more = 'Show all', children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const { ref, height: full } = useElementSize();
  const tooLong = full > height + 8;
  return (
    <div style={{ minWidth: 0 }}>
      <div id={id} style={{ maxHeight: open || !tooLong ? undefined : height, overflow: 'hidden' }}>
        <div ref={ref}>{children}</div>
      </div>
      {tooLong && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          mt={4}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Show less' : more}
        </Anchor>
      )}
    </div>
  );
}
