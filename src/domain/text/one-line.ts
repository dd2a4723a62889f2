/** White space that is not a single space; most texts have none, and then nothing is copied. */
const WIDE = / \s+|[^\S ]\s*/g;

/** One line: runs of white space become one space. */
export const oneLine = (text: string): string => text.replace(WIDE, ' ').trim();
