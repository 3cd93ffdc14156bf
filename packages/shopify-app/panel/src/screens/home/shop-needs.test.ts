import { describe, expect, it } from 'vitest';
import type { Status } from '../../app/status.ts';
import { shopNeeds } from './shop-needs.ts';

const well: Pick<Status, 'failed' | 'scopes' | 'protectedData' | 'import'> = {
  failed: 0,
  scopes: [
    { scope: 'read_orders', why: 'Orders.', granted: true, required: true },
    { scope: 'write_pixels', why: 'The pixel.', granted: false, required: false },
  ],
  protectedData: [
    { field: 'name', state: 'approved' },
    { field: 'email', state: 'unknown' },
  ],
  import: null,
};

describe('what needs a person in the shop', () => {
  it('is nothing where all is well: optional permissions and data nobody has seen yet need nobody', () => {
    expect(shopNeeds(well)).toEqual([]);
  });

  it('names the permissions that are missing, by what they are for', () => {
    const scopes = well.scopes.map((scope) => ({ ...scope, granted: false }));
    expect(shopNeeds({ ...well, scopes })).toMatchObject([{ key: 'scopes', count: 1, text: 'Orders.', to: '/settings/permissions' }]);
  });

  it('says which customer data Shopify withholds, and that this does not mean there are none', () => {
    const [need] = shopNeeds({
      ...well,
      protectedData: [
        { field: 'email', state: 'withheld' },
        { field: 'phone', state: 'withheld' },
      ],
    });
    expect(need?.text).toContain('e-mail addresses, phone numbers');
    expect(need?.text).toContain('does not mean that customers have none');
  });

  it('leads to webhooks that failed, with their number', () => {
    expect(shopNeeds({ ...well, failed: 3 })).toMatchObject([{ tone: 'bad', count: 3, to: '/webhooks' }]);
  });

  it('tells of an import that stopped, in its own words, and of none that was cancelled', () => {
    const job = {
      id: 'j',
      kind: 'import' as const,
      state: 'failed' as const,
      mode: 'records' as const,
      span: 'all' as const,
      phase: null,
      since: null,
      done: 5,
      total: null,
      captured: 5,
      known: 0,
      message: 'Shopify ended the export.',
      by: null,
      startedAt: '2026-11-20T10:00:00Z',
      finishedAt: null,
    };
    expect(shopNeeds({ ...well, import: job })).toMatchObject([
      { key: 'import:failed', text: 'Shopify ended the export.', to: '/history' },
    ]);
    expect(shopNeeds({ ...well, import: { ...job, state: 'cancelled' } })).toEqual([]);
  });
});
