import { isScreenedEventType } from '@handoff/shared/event';
import { RULES_FOR_ALL, SPAM_RULES } from './registry.ts';
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
  const failures = outcomes.flatMap((outcome) => outcome.failure ?? []);
  if (findings.length === 0) findings.push(scored ? NOTHING_FOUND : NOT_SCORED);
  const score = findings.reduce((sum, finding) => sum + finding.weight, 0);
  const verdict = decide(findings, score, input.settings.thresholds, failures.length > 0);
  const observing = scored && input.settings.observe && verdict !== 'suppress';
  return {
    verdict: observing ? 'accept' : verdict,
    score,
    findings,
    ...(observing ? { wouldBe: verdict } : {}),
    ...(failures.length > 0 ? { failures } : {}),
  };
}

interface Outcome {
  finding?: Finding | undefined;
  failure?: { rule: string; error: unknown };
}

function run(rule: Rule, input: ScreenInput): Outcome {
  try {
    return { finding: rule.evaluate(input) };
  } catch (error) {
    const evidence = `The check "${rule.title}" could not be run, so this was let through without it. Please have a look yourself.`;
    return { finding: { rule: 'rule_failed', weight: 0, evidence }, failure: { rule: rule.name, error } };
  }
}

function decide(findings: readonly Finding[], score: number, thresholds: Thresholds, failed: boolean): ScreenVerdict {
  if (findings.some((finding) => finding.suppress === true)) return 'suppress';
  if (findings.some((finding) => finding.hard === true) || score >= thresholds.quarantine) return 'quarantine';
  return score >= thresholds.review || failed ? 'review' : 'accept';
}
