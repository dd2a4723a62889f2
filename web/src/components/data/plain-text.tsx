import { Text } from '@mantine/core';
import { Fold } from '../layout/fold.tsx';

/** Text from outside, shown letter by letter: no markup, line breaks kept, long ones folded. */
export function PlainText({ text, fold = 150 }: { text: string; fold?: number }) {
  return (
    <Fold height={fold}>
      <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </Fold>
  );
}
