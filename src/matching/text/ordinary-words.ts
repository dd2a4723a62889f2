import { COMMON_WORDS } from './common-words.ts';
import type { Token } from './normalise.ts';
import { PRODUCT_WORDS } from './words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that companies are called by and texts use of other things ("Ring buffer", "Target devices"). */
const ALSO_COMPANIES = words(`
  access alarm alphabet amazon anchor apple arc arm array atlas auto badge bill bit black blink block blue bolt boost bounce box
  branch brave bridge brother bubble buffer bundle cache candle canvas capital card cargo cart cascade castle cell chain chase check
  cherry chime circle citizen clear clip clock cluster coin column compass concur confluence copper copy core crane cross crown
  cube current dash deep delta deliver dial digest discord dish dock dot double drift drop dual dump echo eclipse elastic element
  elements ember epic escape event factor fast fiber field flag flash flex flow focus fold force forest fork forward foundry frame
  free fresh front frontier fuse gap gate gem general ghost glide globe gold graph gravity green grid guide hash haven heap heat hook
  horizon host hyper icon impact indeed infinite inside instant integer iron jet join jump kernel key kite lambda lamp lane lattice
  layer leader lean level lever light lime line linear link lock loft loom loop lucid lumen lux macro mantle mark mask mast match
  matrix maze meridian mesh meta method metric micro mind mint mirror mist mode modern moment monday monitor motion motive mural
  native nest nimble noble node nominal notion nova null object octave open opera optical orange orbit order origin outreach owl
  pack page pair palm parallel parcel partial patch peak pendo pilot pin pine ping pipe pitch pivot pixel plaid plain planet plate
  platform plug pod point polar pool port post premier prime prism probe process progress promise prompt proof public pulse pure
  quality quantum quest quick race rack rapid raw ray reach ready realm rebel red relay render resin ring ripple rise river robin
  rocket root rotor route rugged sage sail salt scale scan scope scout script seal season segment sense sentry sequence series
  shadow sharp shell shift shine shoes simple single sketch slack slice slide snap snow social solid sonic spark spectrum spike
  spin spire splash spool spot spring sprint sprout square stable stack stage standard star static station steam stellar steel
  stitch stone storm strata stream stripe strong structure sum summit sun surge swift switch symbol tab tango tape target teal
  tempo tensor terminal thread thrive tick tide tile timber titan torch total touch trace trade transit tree tri trim truck true
  twist ultra union unison unit unity upper upstream urban valve vault vector velocity verge vertex vine virgin visa vision vital
  void volt wave way wheel wind window wing wire wish word workday xylem yield zebra zendesk zero zip zoom zone
`);

/** Ordinary words by which more than one maker calls a product: alone, without its maker, such a name tells little. */
export const SHARED_PRODUCT_NAMES = words(`
  academy alpha anchor anywhere apex apollo arc argus aria athena atlas aurora beacon beta blaze bolt canvas catalyst cobalt comet
  compass concert connect cosmos delta echo eclipse edge element elements elevate ember engage envision essentials everest evolution
  express falcon flex flow focus foundation frontier fuse fusion galaxy gemini genesis granite gravity guardian halo harmony helix
  hera hermes horizon hydra icon impact infinity inspire iris juno jupiter legacy legend link lumen lynx magellan maestro mars matrix
  maximo mercury meridian mesh momentum monarch mosaic navigator neptune neptun neon nebula next nexus nova oasis octane odyssey
  olympus omega omni one onyx optima oracle orbit origin orion osprey pegasus phoenix pilot pinnacle pioneer polaris prime prism
  prodigy prometheus pulse quantum quest radar radius ranger raptor relay sapphire saturn scout sentinel sentry sequoia shadow
  shift sierra signature smart solar solo sonar spark spectrum sphere spirit spring sprint stellar storm stratus summit symphony
  synergy tempo tempest terra titan titanium torch triton turbo ultra unity universe vanguard vault vector vega velocity venus
  vertex vision vista vortex vulcan workstation xpress zenith zephyr zeus
`);

/** Lower-case words that go on with what a subject does; behind a name they leave it a name ("Target was breached"). */
const GOES_ON_WITH = words(`
  is are was were be been being has have had does did do can could may might must shall should will would before after through
  prior until since version versions v allows allow allowed lets let permits exposes exposed contains contain fails failed uses
  used provides provided and or in on for from of to with by at up via as suffers suffered discloses disclosed announced
  confirmed reported says said patched patches fixed fixes addressed addresses released releases warns warned ships shipped stores
  stored sends sent accepts accepted mishandles mishandled does not when where which that who whose offers offered makes made lost
  admitted acknowledged notified discovered learned became experienced detected leaked left logs logged runs ran processes improperly
  incorrectly insecurely inadvertently s later also now today still recently employees customers customer users user
  vulnerability vulnerabilities flaw flaws bug bugs issue issues breach breaches hack hackers leak incident
`);

/** What a title calls a weakness by, however it writes it. */
const WEAKNESSES = words(`
  injection overflow underflow spoofing traversal corruption escape execution disclosure bypass confusion forgery smuggling
  poisoning pollution hijacking fixation deserialization inclusion redirect redirection exhaustion leakage tampering
  handling handler handlers validation verification condition buffer pointer dereference attack attacks
`);

/** True for a word that texts use of things, whatever company is called so. */
export const isOrdinaryWord = (word: string): boolean =>
  ALSO_COMPANIES.has(word) || COMMON_WORDS.has(word) || PRODUCT_WORDS.has(word);

/**
 * True where an ordinary word that begins a text is the first part of a thing's name: what follows is written small and
 * says nothing that somebody does ("Ring buffer handling", "Orange-coloured"), or is a weakness ("Shell Injection").
 */
export function beginsThing(
  word: string,
  next: Pick<Token, 'text' | 'isOrdinary' | 'nameLike' | 'boundBefore'> | undefined,
): boolean {
  if (next === undefined || !isOrdinaryWord(word)) return false;
  if (next.boundBefore && !next.nameLike) return true;
  return WEAKNESSES.has(next.text) || (next.isOrdinary && !GOES_ON_WITH.has(next.text));
}
