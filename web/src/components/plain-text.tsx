import { Spoiler, Text } from '@mantine/core';

/** Text from outside, shown letter by letter: no markup, line breaks kept, long ones folded. */
export function PlainText({ text, fold = 150 }: { text: string; fold?: number }) {
  return (
    <Spoiler maxHeight={fold} showLabel="Show all" hideLabel="Show less">
      <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </Spoiler>
  );
}
