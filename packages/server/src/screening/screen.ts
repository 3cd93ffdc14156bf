import { isScreenedEventType } from '@handoff/shared/event';
import { RULES_FOR_ALL, SPAM_RULES } from './registry.ts';
import { QUARANTINE_WEIGHT, REVIEW_WEIGHT } from './rules/learned-content.ts';
import type { Finding, Rule, ScreenInput, ScreenResult, ScreenVerdict, Thresholds } from './types.ts';

const NOT_SCORED: Finding = {
  rule: 'transactional',
  weight: 0,
  evidence: 'Transactional: not scored. Only what visitors type into public forms is checked for spam.',
};
const NOTHING_FOUND: Finding = { rule: 'nothing_found', weight: 0, evidence: 'No sign of spam was found.' };

/**
 * Says whether one event is wanted, and why. Never throws: a rule that fails is passed over and the
 * event flagged, so that a fault of ours costs nobody a lead.
 */
export function screen(input: ScreenInput, spamRules: readonly Rule[] = SPAM_RULES): ScreenResult {
  const scored = isScreenedEventType(input.envelope.type);
  const rules = scored ? [...RULES_FOR_ALL, ...spamRules] : RULES_FOR_ALL;
  const outcomes = rules.map((rule) => run(rule, input));
  const findings = outcomes.flatMap((outcome) => outcome.finding ?? []);
  const unmade = input.facts?.failed ?? [];
  findings.push(...unmade.map(notRun));
  const limit = contentLimit(outcomes, input.content);
  if (limit !== undefined) findings.push(limit);
  const failures = outcomes.flatMap((outcome) => outcome.failure ?? []);
  if (findings.length === 0) findings.push(scored ? NOTHING_FOUND : NOT_SCORED);
  const score = thousandths(findings.reduce((sum, finding) => sum + finding.weight, 0));
  const verdict = decide(findings, score, input.settings.thresholds, failures.length + unmade.length > 0);
  const observing = scored && input.settings.observe && verdict !== 'suppress';
  return {
    verdict: observing ? 'accept' : verdict,
    score,
    findings,
    ...(observing ? { wouldBe: verdict } : {}),
    ...(failures.length > 0 ? { failures } : {}),
  };
}

/** Several words made unreadable for filters: nobody does that to a genuine message that also reads like spam. */
const PLAINLY_DISGUISED = 1.5;
/** Just below what keeps a message back. */
const MOST_FOR_CONTENT = 3.5;
/** Examples of each kind from which on a site has taught what links mean in its messages. */
const TAUGHT_LINKS = 200;

/**
 * Signs in the text are not independent of each other: together they may flag a message, and keep it back only where what the
 * site has learned is above its calibrated threshold, or above that for review in a text that is plainly disguised. Above that
 * threshold the others add nothing: what was learned has seen them, too. Links it has seen wherever it judges.
 */
function contentLimit(outcomes: readonly Outcome[], learned: ScreenInput['content']): Finding | undefined {
  const weights = outcomes.filter(({ content }) => content).map(({ finding }) => finding?.weight ?? 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const highest = Math.max(0, ...weights);
  const ofLearned = weightOf(outcomes, 'learned_content');
  const counted = ofLearned !== 0 && teachesLinks(learned) ? weightOf(outcomes, 'link_count') : 0;
  const disguised = weightOf(outcomes, 'disguise') >= PLAINLY_DISGUISED && ofLearned >= REVIEW_WEIGHT;
  const limited = sum - counted > MOST_FOR_CONTENT && !disguised;
  const over = thousandths((limited ? Math.max(MOST_FOR_CONTENT, highest) : sum - counted) - sum);
  if (over >= 0) return undefined;
  return {
    rule: 'content_limit',
    weight: over,
    evidence:
      highest >= QUARANTINE_WEIGHT || !limited
        ? 'What your site has learned counts the other signs in the text already, so they are not added to it.'
        : 'What a text says may flag a message; alone it keeps none back before your site has taught enough.',
  };
}

/** A young site's model has learned it from made-up texts. */
function teachesLinks(learned: ScreenInput['content']): boolean {
  if (learned === undefined) return false;
  return learned.kinds === undefined || Math.min(learned.spam, learned.genuine) >= TAUGHT_LINKS;
}

/** Weights are shown to thousandths, and add up to the score as shown: 4 + 2.401 - 2.401 is less than 4 for a machine. */
function thousandths(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}

function weightOf(outcomes: readonly Outcome[], rule: string): number {
  return outcomes.find(({ finding }) => finding?.rule === rule)?.finding?.weight ?? 0;
}

interface Outcome {
  content: boolean;
  finding?: Finding | undefined;
  failure?: { rule: string; error: unknown };
}

function run(rule: Rule, input: ScreenInput): Outcome {
  const content = rule.content === true;
  try {
    return { content, finding: rule.evaluate(input) };
  } catch (error) {
    return { content, finding: notRun(rule.title), failure: { rule: rule.name, error } };
  }
}

function notRun(title: string): Finding {
  const evidence = `The check "${title}" could not be run, so this was let through without it. Please have a look yourself.`;
  return { rule: 'rule_failed', weight: 0, evidence };
}

function decide(findings: readonly Finding[], score: number, thresholds: Thresholds, failed: boolean): ScreenVerdict {
  if (findings.some((finding) => finding.suppress === true)) return 'suppress';
  if (findings.some((finding) => finding.hard === true) || score >= thresholds.quarantine) return 'quarantine';
  return score >= thresholds.review || failed ? 'review' : 'accept';
}
