import ipaddr from 'ipaddr.js';
import { z } from 'zod';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** A network of addresses: its first address and how many bits it fixes. */
export type Network = [Address, number];

/** An IP address; IPv4 inside IPv6 is IPv4, a scope (`fe80::1%eth0`) says nothing. Undefined for anything else. */
export function readAddress(text: string | undefined): Address | undefined {
  const bare = text?.split('%')[0];
  return bare !== undefined && ipaddr.isValid(bare) ? ipaddr.process(bare) : undefined;
}

/** Reads `10.0.0.0/8` or a single address; undefined for anything else. */
export function readNetwork(text: string): Network | undefined {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = readAddress(text);
  return address && [address, address.kind() === 'ipv4' ? 32 : 128];
}

export function isWithin(address: Address, networks: Network[]): boolean {
  return networks.some(([network, bits]) => network.kind() === address.kind() && address.match([network, bits] as never));
}

/** The network of 64 bits an IPv6 address is in, as text: a single customer gets all of it. An IPv4 address is its own. */
export function householdOf(address: Address): string {
  if (address.kind() === 'ipv4') return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
}

/** A setting that lists networks with commas between; `none` lists nothing. */
export const networkList = (unset: string) =>
  z
    .string()
    .default(unset)
    .transform((value) => value.split(',').map((part) => part.trim()))
    .transform((texts, context) =>
      texts
        .filter((text) => text !== 'none' && text !== '')
        .flatMap((text) => {
          const network = readNetwork(text);
          if (network === undefined)
            context.addIssue({ code: 'custom', message: `"${text}" is no address and no network such as 10.0.0.0/8.` });
          return network === undefined ? [] : [network];
        }),
    );
