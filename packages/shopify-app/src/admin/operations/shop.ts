import { z } from 'zod';
import { operation } from '../operation.ts';

/** Who the shop is and what it granted. Needs no scope. */
export const getShop = operation({
  name: 'getShop',
  document: `query getShop {
    shop {
      name
      email
      currencyCode
      ianaTimezone
      billingAddress { countryCodeV2 }
      plan { publicDisplayName }
    }
    currentAppInstallation { accessScopes { handle } }
  }`,
  variables: z.object({}),
  data: z.object({
    shop: z.object({
      name: z.string(),
      email: z.string(),
      currencyCode: z.string(),
      ianaTimezone: z.string(),
      billingAddress: z.object({ countryCodeV2: z.string().nullable() }),
      plan: z.object({ publicDisplayName: z.string() }),
    }),
    currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
  }),
  points: 5,
});
