import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Allowed, judge, Report } from './audit/judge.ts';

const report = Report.parse({
  auditReportVersion: 2,
  vulnerabilities: {
    left: {
      name: 'left',
      severity: 'high',
      via: [{ source: 1, title: 'Reads files', url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc', severity: 'high' }],
    },
    above: { name: 'above', severity: 'high', via: ['left'] },
  },
});
const allow = (until: string) => [{ advisory: 'GHSA-aaaa-bbbb-cccc', reason: 'We never read files by that package.', until }];

test('an advisory nobody spoke for is refused, with what to do', () => {
  const { ok, lines } = judge(report, [], '2026-11-21');
  expect(ok).toBe(false);
  expect(lines[0]).toMatch(/left: Reads files \(high, GHSA-aaaa-bbbb-cccc\).*allowed\.json/);
});

test('one that is allowed passes until its day, not after', () => {
  expect(judge(report, allow('2026-11-21'), '2026-11-21').ok).toBe(true);
  expect(judge(report, allow('2026-11-20'), '2026-11-21')).toMatchObject({
    ok: false,
    lines: [expect.stringContaining('look again'), expect.anything()],
  });
});

test('an entry for what is no longer reported has to go', () => {
  expect(judge({ vulnerabilities: {} }, allow('2027-01-01'), '2026-11-21').ok).toBe(false);
  expect(judge({ vulnerabilities: {} }, [], '2026-11-21')).toEqual({ ok: true, lines: ['0 advisories in what ships, 0 of them allowed.'] });
});

test('the list in the repository can be read, and every entry says why', () => {
  expect(Allowed.safeParse(JSON.parse(readFileSync(join(import.meta.dirname, 'audit/allowed.json'), 'utf8'))).error).toBeUndefined();
});
