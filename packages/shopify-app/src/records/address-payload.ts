import type { Address } from '../admin/operations/fields.ts';
import type { Payload } from './types.ts';

export function addressPayload(address: Address | null): Payload | null {
  if (address === null) return null;
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: address.name,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    province_code: address.provinceCode,
    zip: address.zip,
    country: address.country,
    country_code: address.countryCodeV2,
    phone: address.phone,
  };
}
