/** Labels of the encodings that every runtime has, by what a body or its header calls itself. */
function decoderOf(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

const markOf = (bytes: Buffer): string | undefined => {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return undefined;
};

/**
 * A body as text: by its byte order mark, its `content-type`, its XML declaration, else UTF-8. What is no character
 * becomes the replacement character.
 */
export function decodeText(bytes: Buffer, contentType: string | null): string {
  const header = /charset="?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1];
  const declared = /^\s*<\?xml[^>]{0,200}?encoding=["']([\w.:-]{1,40})/i.exec(
    bytes.subarray(0, 300).toString('latin1'),
  )?.[1];
  const label = markOf(bytes) ?? header ?? declared ?? 'utf-8';
  return (decoderOf(label) ?? new TextDecoder()).decode(bytes);
}
