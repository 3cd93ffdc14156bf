import { createHash } from 'node:crypto';
import type { Measured } from '../lib/checks.ts';
import { wilson } from '../lib/wilson.ts';
import type { Evaluated, EvaluationInput } from './evaluations.ts';
import { type Figures, figuresOf, type Share } from './suggest/figures.ts';
import { type LabelledField, readRows } from './suggest/rows.ts';

const GOALS = { top1: '>= 0.965', precision: '>= 0.975', false_suggestion_share: '<= 0.05' };

/** How well suggested meanings agree with labels given by hand. Nothing is trained, so `--train` is not looked at. */
export function evaluateSuggest({ data, say }: EvaluationInput): Promise<Evaluated> {
  const rows = readRows(data);
  say(`${rows.length} fields of ${new Set(rows.map(({ field }) => field.form)).size} forms`);
  const [all, strict] = [figuresOf(rows, false), figuresOf(rows, true)];
  const measured = [
    figure('top1', all.top1),
    figure('precision', all.precision),
    figure('false_suggestion_share', all.falseShare),
    figure('top1_strict', strict.top1),
    figure('precision_strict', strict.precision),
    figure('false_suggestion_share_strict', strict.falseShare),
    figure('contact_top1', all.contactTop1),
    figure('contact_precision', all.contactPrecision),
    figure('unknown_suggested_share', all.falseOnUnknown),
  ];
  const notes = [
    '"strict" takes an e-mail address people log in with for wrong where the label says username, and the other way round.',
    ...measured.slice(3).map(({ name, value, note }) => `${name} ${value ?? 'not measured'} (${note ?? ''})`),
    ...parts(rows).map(([name, part]) => `${name}: ${line(figuresOf(part, false))}; strict ${line(figuresOf(part, true))}`),
  ];
  return Promise.resolve({ measured, goals: GOALS, notes });
}

/** The parts of `fields.jsonl` by how they were used while the words were written, drawn by the forms' hashes. Of other data they say nothing. */
function parts(rows: readonly LabelledField[]): [string, LabelledField[]][] {
  const bytes = ({ field }: LabelledField) =>
    createHash('sha256')
      .update(field.form ?? '')
      .digest();
  const half = (row: LabelledField, byte: number) => (bytes(row)[byte] ?? 0) % 2 === 0;
  return [
    ['half the errors of which were read', rows.filter((row) => half(row, 0))],
    ['quarter the errors of which were read later', rows.filter((row) => !half(row, 0) && half(row, 1))],
    ['quarter never looked at', rows.filter((row) => !half(row, 0) && !half(row, 1))],
  ];
}

function line({ top1, precision, falseShare }: Figures): string {
  return `top-1 ${text(top1)}, precision ${text(precision)}, false ${text(falseShare)}`;
}

function figure(name: string, share: Share): Measured {
  const [low, high] = wilson(share.hits, share.of);
  return {
    name,
    value: valueOf(share),
    unit: 'share',
    note: `${share.hits} of ${share.of}, 95 %: ${low.toFixed(4)} to ${high.toFixed(4)}`,
  };
}

function text(share: Share): string {
  const [low, high] = wilson(share.hits, share.of);
  return `${valueOf(share) ?? '?'} (${low.toFixed(3)}–${high.toFixed(3)})`;
}

function valueOf({ hits, of }: Share): number | null {
  return of === 0 ? null : Math.round((hits / of) * 10_000) / 10_000;
}
