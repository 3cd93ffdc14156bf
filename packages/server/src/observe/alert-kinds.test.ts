import { alertTitle } from '@handoff/shared/panel';
import { expect, test } from 'vitest';
import { ALERT_KINDS } from './alert-kinds.ts';

test('the panels call each kind of alert as messages do', () => {
  const inPanels = Object.keys(ALERT_KINDS).map((kind) => [kind, alertTitle(kind, (english) => english)]);
  expect(Object.fromEntries(inPanels)).toEqual(Object.fromEntries(Object.entries(ALERT_KINDS).map(([kind, { title }]) => [kind, title])));
});
