import type { FakeShop } from '@handoff/shopify-app/testing';
import { seeded } from '@handoff/shopify-app/testing';

const DAY_MS = 86_400_000;
const PEOPLE = ['Ada Krause', 'Bruno Falk', 'Chiara Rossi', 'Dilek Aydın', 'Emil Novák', 'Fenna Visser', 'Gaël Morin', 'Hana Sato'];
const TEAS = [
  { title: 'Sencha', sku: 'SENCHA-250', price: '24.90' },
  { title: 'Assam', sku: 'ASSAM-250', price: '18.50' },
  { title: 'Teapot', sku: 'POT-1', price: '39.00' },
  { title: 'Matcha', sku: 'MATCHA-40', price: '32.40' },
];

/** Five months of a small shop, so that there is something to import. Nobody is told of it. */
export function fillPast(shop: FakeShop, now: number): void {
  const random = seeded(11);
  const pick = <Of>(list: readonly Of[]): Of => list[Math.floor(random() * list.length)] as Of;
  for (let daysAgo = 150; daysAgo > 0; daysAgo -= 1 + Math.floor(random() * 4)) {
    const [firstName = '', lastName = ''] = pick(PEOPLE).split(' ');
    shop.createOrder({
      email: `${firstName}.${lastName}@example.com`
        .toLowerCase()
        .normalize('NFKD')
        .replaceAll(/[^\w.@]/g, ''),
      firstName,
      lastName,
      lines: [{ ...pick(TEAS), quantity: 1 + Math.floor(random() * 3) }],
      address: { city: pick(['Bonn', 'Lyon', 'Porto', 'Graz']) },
      at: now - daysAgo * DAY_MS,
      silent: true,
    });
  }
}
