import ipaddr from 'ipaddr.js';

/** Networks of one's own house: refused unless the operator allows private addresses. */
const INTERNAL: ReadonlySet<string> = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat', 'unspecified']);

/**
 * Whether a request may go to this IP address. Only public unicast addresses may be reached; with `allowPrivate`
 * also internal ones, but never link-local ones, where clouds keep the machine's own credentials (169.254.169.254).
 * IPv4 inside IPv6 is judged as the IPv4 address; translated and tunnelled forms are refused.
 */
export function mayReach(address: string, allowPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === 'unicast') return !(parsed instanceof ipaddr.IPv6 && parsed.match(IPV4_COMPATIBLE, 96));
  return allowPrivate && INTERNAL.has(range) && address !== AWS_METADATA_V6;
}

const IPV4_COMPATIBLE = ipaddr.IPv6.parse('::');
const AWS_METADATA_V6 = 'fd00:ec2::254';

/** The IP address a URL names literally (`http://10.0.0.1/`, `http://[::1]/`); undefined for a host name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : undefined;
}
