/** Elements of HTML that feeds and records hold; others in angle brackets are placeholders, types or comparisons. */
const ELEMENTS = new Set(
  `a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote body br button canvas caption
  center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure
  font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li
  link main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup option output p param path
  picture pre progress q rp rt ruby s samp script section select slot small source span strike strong style sub summary sup
  svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xml`
    .trim()
    .split(/\s+/),
);

/** Attributes that need no value. */
const BARE = new Set(
  `allowfullscreen async autofocus autoplay checked compact controls default defer disabled hidden inert ismap loop multiple
  muted nomodule noshade novalidate nowrap open playsinline readonly required reversed selected`
    .trim()
    .split(/\s+/),
);

/**
 * What looks like a tag, its quotation marks in pairs or not. It ends before the next one begins, so that looking for it
 * takes no longer than the text.
 */
const TAG = /<(\/?)([a-z][\w:.-]*)((?:[\s/](?:"[^"<]*"|'[^'<]*'|[^<>"'])*|[\s/][^<>]*)?)>/gi;
const DECLARATION = /<(?:!--[^<>]*--|!doctype[^<>]*|!\[[^<>]*|\?[a-z][^<>]*)>/gi;

/** "<V4 of Acme, fixed in >" is no tag: its words are no attributes. */
function isTag(name: string, attributes: string): boolean {
  const given = attributes.replace(/\/\s*$/, '').trim();
  const isWritten = /[\w-]\s*=\s*\S/.test(given);
  if (!ELEMENTS.has(name)) {
    // `<o:p>` and `<my-part>` belong to somebody's own markup.
    return /[:-]./.test(name) ? given === '' || isWritten : /[\w-]\s*=\s*["']/.test(given);
  }
  return given === '' || isWritten || given.split(/\s+/).every((word) => BARE.has(word.toLowerCase()));
}

/**
 * The text with its tags, comments and declarations replaced; `<` and `>` that begin no tag stay, as in "before <4.2".
 * `by` gets the name of an element, `/p` for its end, and nothing for what is no element.
 */
export function replaceTags(html: string, by: (name: string) => string): string {
  if (!html.includes('<')) return html;
  const text = html.replace(TAG, (whole, slash: string, name: string, attributes: string) => {
    const lower = name.toLowerCase();
    return isTag(lower, attributes) ? by(`${slash}${lower}`) : whole;
  });
  return text.includes('<!') || text.includes('<?') ? text.replace(DECLARATION, () => by('')) : text;
}
