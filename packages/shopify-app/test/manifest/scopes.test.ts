import { parse, TypeInfo, visit, visitWithTypeInfo, getNamedType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/admin/operations/index.ts';
import { SCOPES } from '../../src/manifest/index.ts';
import { PIXEL_SCOPES } from '../../src/storefront/index.ts';
import { type AdminSchema, adminSchema, schemaAvailable } from '../../testing/schema.ts';
import { describedTopic, manifest } from '../support/manifest.ts';

/** One thing the app does, and the scopes of which any one is enough for it. */
interface Need {
  who: string;
  anyOf: readonly string[];
}

/** What Shopify asks beyond its published table: in the words of `webPixelCreate`, and for orders older than 60 days. */
const BEYOND_THE_TABLE: Record<string, readonly string[]> = {
  createPixel: PIXEL_SCOPES,
  updatePixel: PIXEL_SCOPES,
  bulkOrders: ['read_all_orders'],
};
/** Asked for only when the merchant turns on what needs them. */
const ON_DEMAND = new Set(['createPixel', 'updatePixel', 'deletePixel', 'getPixel']);

describe.skipIf(!(await schemaAvailable()))('the access scopes', () => {
  let admin: AdminSchema;
  const { access_scopes: asked, webhooks } = manifest();

  beforeAll(async () => {
    admin = await adminSchema();
  }, 120_000);

  const has = (granted: readonly string[], { anyOf }: Need): boolean =>
    anyOf.some((scope) => granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_')));

  const operationNeeds = (): Need[] =>
    Object.entries(OPERATIONS).flatMap(([name, { document }]) => {
      const info = new TypeInfo(admin.schema);
      const needs: Need[] = [];
      const rule = (type: string | undefined, field: string | undefined): void => {
        const found = admin.access.filter((one) => one.type === type && one.field === field && one.scopes.length > 0);
        needs.push(
          ...found.map(({ scopes }) => ({ who: `${name}: ${type ?? ''}${field === undefined ? '' : `.${field}`}`, anyOf: scopes })),
        );
      };
      const enter = (): void => {
        rule(info.getParentType()?.name, info.getFieldDef()?.name);
        rule(getNamedType(info.getType())?.name, undefined);
      };
      visit(parse(document), visitWithTypeInfo(info, { Field: { enter } }));
      return needs;
    });
  const topicNeeds = (): Need[] =>
    webhooks.subscriptions
      .flatMap(({ topics = [] }) => topics)
      .map((topic) => ({ who: topic, anyOf: (describedTopic(topic)?.access_scopes ?? []).map((scope) => `read_${scope}`) }))
      .filter(({ anyOf }) => anyOf.length > 0);
  const beyondNeeds = (): Need[] =>
    Object.entries(BEYOND_THE_TABLE).flatMap(([name, scopes]) =>
      name in OPERATIONS ? scopes.map((scope) => ({ who: name, anyOf: [scope] })) : [],
    );
  const onDemand = ({ who }: Need): boolean => ON_DEMAND.has(who.split(':')[0] ?? '');

  it('at installation are enough for every operation and topic that is not asked for on demand', () => {
    const needs = [...operationNeeds(), ...topicNeeds()].filter((need) => !onDemand(need));
    expect(needs.filter((need) => !has(asked.scopes, need))).toEqual([]);
    // Guards the walk itself: these are what the app is for.
    expect(needs.map(({ who }) => who)).toEqual(
      expect.arrayContaining(['getOrder: Order', 'getCustomer: Customer', 'orders/paid', 'customers/merge']),
    );
  });

  it('with the optional ones are enough for everything', () => {
    const all = [...asked.scopes, ...asked.optional_scopes];
    expect([...operationNeeds(), ...topicNeeds(), ...beyondNeeds()].filter((need) => !has(all, need))).toEqual([]);
  });

  it('are no more than that: without any one of them something would not work', () => {
    const all = [...asked.scopes, ...asked.optional_scopes];
    const needs = [...operationNeeds(), ...topicNeeds(), ...beyondNeeds()];
    const idle = all.filter((scope) =>
      needs.every((need) =>
        has(
          all.filter((other) => other !== scope),
          need,
        ),
      ),
    );
    expect(idle).toEqual([]);
    const atInstallation = needs.filter((need) => !onDemand(need) && !need.anyOf.includes('read_all_orders'));
    expect(
      asked.scopes.filter((scope) =>
        atInstallation.every((need) =>
          has(
            asked.scopes.filter((other) => other !== scope),
            need,
          ),
        ),
      ),
    ).toEqual([]);
  });

  it('are those the merchant is told the reasons of', () => {
    const of = (required: boolean) => SCOPES.filter((scope) => scope.required === required).map(({ scope }) => scope);
    expect(of(true).toSorted()).toEqual(asked.scopes.toSorted());
    expect(of(false).toSorted()).toEqual(asked.optional_scopes.toSorted());
  });
});
