import ipaddr from 'ipaddr.js';

/** Public by its range, but only ever reached from inside: the wire server of Azure's machines. */
const INSIDE = new Set(['168.63.129.16']);

const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

const RANGES: Record<string, string> = {
  loopback: 'a loopback address',
  linkLocal: 'a link-local address',
  private: 'a private address',
  uniqueLocal: 'a private address',
  carrierGradeNat: 'a private address',
  unspecified: 'an unspecified address',
};

/** The IPv4 address that an IPv6 one leads to: mapped (`::ffff:0:0/96`) or through a NAT64 gateway. */
function embedded(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.match(NAT64)) return new ipaddr.IPv4(address.toByteArray().slice(12));
  return undefined;
}

/**
 * Why an IP address (any notation of `ipaddr.js`) is not one of the public internet, in words; null when it is. An
 * IPv6 form of an IPv4 address is judged by that one; 6to4, Teredo and whatever else is no global unicast is not public.
 */
export function notPublic(text: string): string | null {
  if (!ipaddr.isValid(text)) return 'no address';
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv6) {
    const inner = embedded(address);
    if (inner !== undefined) return notPublic(inner.toString());
    const range = address.range();
    return range === 'unicast' && address.match(GLOBAL_UNICAST)
      ? null
      : (RANGES[range] ?? 'no public address');
  }
  if (INSIDE.has(address.toString())) return 'an address of the machine’s own network';
  const range = address.range();
  return range === 'unicast' ? null : (RANGES[range] ?? 'no public address');
}
