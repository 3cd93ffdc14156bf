import type { ShopHarness } from '../../../shopify-app/testing/harness.ts';
import { ACTS } from './acts.ts';

/** The page on which the demo's visitor plays shop, and sees what arrived in HubSpot. */
export function shopPage({ fake, shop, hubspot }: ShopHarness, adminPath: string): string {
  const buttons = Object.entries(ACTS).map(([name, { title }]) => `<button name="do" value="${name}">${escape(title)}</button>`);
  const orders = [...shop.state.orders.values()].slice(-8).toReversed();
  const tried = fake.post.log.slice(-12).toReversed();
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Play shop</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #303030; }
  form { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  button { font: inherit; padding: 0.4rem 0.8rem; border: 1px solid #8a8a8a; border-radius: 8px; background: #fff; cursor: pointer; }
  table { border-collapse: collapse; inline-size: 100%; } td { padding: 0.2rem 1rem 0.2rem 0; border-bottom: 1px solid #e3e3e3; }
</style></head>
<body>
<h1>${escape(shop.state.name)}: play shop</h1>
<p>What you let happen here, Shopify tells the app. <a href="${adminPath}">Open the app in the admin</a></p>
<form method="post" action="/shop">${buttons.join('\n')}</form>
<h2>Latest orders</h2>
${table(orders.map((order) => [order.name, order.email ?? '', `${order.total_price} ${order.currency}`, order.financial_status]))}
<h2>What Shopify’s webhooks came to</h2>
${table(tried.map(({ topic, tries, status, outcome }) => [topic, `try ${tries}`, status === undefined ? 'no answer' : String(status), outcome]))}
<h2>What HubSpot holds</h2>
${table(hubspot.contacts().map(({ id, properties }) => [`contact ${id}`, properties['email'] ?? '', `${properties['firstname'] ?? ''} ${properties['lastname'] ?? ''}`]))}
${table(hubspot.deals().map(({ id, properties }) => [`deal ${id}`, properties['dealname'] ?? '', properties['amount'] ?? '']))}
</body></html>`;
}

function table(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<p>Nothing yet.</p>';
  return `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('')}</table>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
