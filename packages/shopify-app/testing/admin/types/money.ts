import type { AddressRecord, Money, MoneySet, TaxRecord } from '../../shop/records.ts';
import { fields, guarded, node, type Node, type Resolvers } from '../node.ts';

export const money = (set: MoneySet | null): Node | null => node('MoneyBag', set);

export const MONEY: Resolvers = {
  MoneyBag: fields<MoneySet>({
    shopMoney: ({ shop_money }) => node('MoneyV2', shop_money),
    presentmentMoney: ({ presentment_money }) => node('MoneyV2', presentment_money),
  }),
  MoneyV2: fields<Money>({
    // GraphQL drops zeros a webhook keeps: `24.90` there is `24.9` here.
    amount: ({ amount }) => (amount.includes('.') ? amount.replace(/0$/, '') : `${amount}.0`),
    currencyCode: ({ currency_code }) => currency_code,
  }),
  TaxLine: fields<TaxRecord>({
    title: ({ title }) => title,
    rate: ({ rate }) => rate,
    ratePercentage: ({ rate }) => rate * 100,
    channelLiable: ({ channel_liable }) => channel_liable,
    priceSet: ({ price_set }) => money(price_set),
  }),
  Attribute: fields<{ name: string; value: string }>({ key: ({ name }) => name, value: ({ value }) => value }),
  MailingAddress: fields<AddressRecord>({
    address1: ({ address1 }, _, context) => guarded(context, 'address', address1),
    address2: ({ address2 }, _, context) => guarded(context, 'address', address2),
    city: ({ city }, _, context) => guarded(context, 'address', city),
    company: ({ company }, _, context) => guarded(context, 'address', company),
    country: ({ country }, _, context) => guarded(context, 'address', country),
    countryCodeV2: ({ country_code }, _, context) => guarded(context, 'address', country_code),
    firstName: ({ first_name }, _, context) => guarded(context, 'name', first_name),
    lastName: ({ last_name }, _, context) => guarded(context, 'name', last_name),
    name: ({ name }, _, context) => guarded(context, 'name', name),
    phone: ({ phone }, _, context) => guarded(context, 'phone', phone),
    province: ({ province }, _, context) => guarded(context, 'address', province),
    provinceCode: ({ province_code }, _, context) => guarded(context, 'address', province_code),
    zip: ({ zip }, _, context) => guarded(context, 'address', zip),
  }),
};
