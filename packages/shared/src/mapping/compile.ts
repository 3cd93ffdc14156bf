import type { Problem } from '../event/parse.ts';
import { settle } from './copy.ts';
import { compilePointer } from './pointer.ts';
import { compileRule, ownPaths, type RuleCompiler } from './rules/compile.ts';
import type { Evaluate, FieldTrace, Run } from './run.ts';
import type { Mapping, Rule } from './spec.ts';
import { fill, findLists, newTarget, plant, type Target } from './targets.ts';
import { isTooDeep, MAX_RULE_DEPTH } from './values.ts';

/** What a mapping made of one event. */
export interface Mapped {
  /** A new record. Targets without a value are absent; null asks the destination to clear a field. */
  payload: Record<string, unknown>;
  /** Why targets that should have a value have none; `path` is the target. */
  problems: Problem[];
  /** What the owner should know though nothing is wrong; `path` is the target. */
  warnings: Problem[];
}

/** The same with one trace per target, in the order in which they were filled. */
export interface Explained extends Mapped {
  trace: FieldTrace[];
}

export interface CompiledMapping {
  /** What is wrong with the mapping itself, whatever the event holds. These are among every `apply`'s problems too. */
  problems: Problem[];
  /** `root` is the event envelope, with earlier steps' outputs under `steps`. Never throws. */
  apply: (root: unknown) => Mapped;
  /** For the preview. Gives exactly what `apply` gives, and how. Never throws. */
  explain: (root: unknown) => Explained;
}

/** Compiles a mapping once, to be applied to many events. Never throws on a mapping that `Mapping` accepts. */
export function compileMapping(mapping: Mapping): CompiledMapping {
  const problems: Problem[] = [];
  const targets = compileTargets(mapping, problems, PLAIN);
  let tracing: Target | undefined;

  return {
    problems,
    apply: (root) => {
      const run = startRun(problems, undefined);
      const payload = fill(targets, {}, root, run) as Record<string, unknown>;
      return { payload, problems: run.problems, warnings: run.warnings };
    },
    explain: (root) => {
      tracing ??= compileTargets(mapping, [], TRACING);
      const trace: FieldTrace[] = [];
      const run = startRun(problems, trace);
      const payload = fill(tracing, {}, root, run) as Record<string, unknown>;
      return { payload, problems: run.problems, warnings: run.warnings, trace };
    },
  };
}

function startRun(problems: readonly Problem[], trace: FieldTrace[] | undefined): Run {
  return {
    problems: problems.map((problem) => ({ ...problem })),
    warnings: [],
    target: '',
    size: 0,
    explaining: trace === undefined ? undefined : { fields: trace, told: problems.length },
  };
}

/** What is done around each rule and each target. */
interface Wrapping {
  rule: (rule: Rule, evaluate: Evaluate) => Evaluate;
  target: (evaluate: Evaluate) => Evaluate;
}

const PLAIN: Wrapping = { rule: (_rule, evaluate) => evaluate, target: (evaluate) => evaluate };
const TRACING: Wrapping = { rule: traceRule, target: traceTarget };

function compileTargets(mapping: Mapping, problems: Problem[], wrapping: Wrapping): Target {
  const root = newTarget('', '');
  for (const [pointer, rule] of Object.entries(mapping.fields)) {
    const refuse = (message: string): Evaluate => {
      problems.push({ path: pointer, message });
      return () => undefined;
    };
    const segments = compilePointer(pointer);
    if (segments === undefined) {
      refuse('This is not a place in the record that may be filled. A target is a JSON pointer such as "/email".');
      continue;
    }
    const evaluate = compileTarget(rule, { refuse, wrap: wrapping.rule });
    plant(root, segments, wrapping.target(evaluate));
  }
  findLists(root);
  return root;
}

function compileTarget(rule: Rule, compiler: RuleCompiler): Evaluate {
  if (isTooDeep(rule)) {
    return compiler.refuse(`The rules for this field are nested more than ${MAX_RULE_DEPTH} levels deep. Use fewer rules inside rules.`);
  }
  const make = compileRule(rule, compiler);
  return (root, run) => settle(make(root, run), run);
}

function traceTarget(evaluate: Evaluate): Evaluate {
  return (root, run) => {
    const trace: FieldTrace = { target: run.target, value: undefined, steps: [], reads: [] };
    run.explaining?.fields.push(trace);
    trace.value = evaluate(root, run);
    return trace.value;
  };
}

function traceRule(rule: Rule, evaluate: Evaluate): Evaluate {
  const paths = ownPaths(rule);
  return (root, run) => {
    const value = evaluate(root, run);
    const { explaining, problems } = run;
    const trace = explaining?.fields.at(-1);
    if (explaining === undefined || trace === undefined) return value;
    // Problems are told by the innermost rule; `coalesce` may have taken some back.
    const problem = problems.length > explaining.told ? problems.at(-1) : undefined;
    explaining.told = problems.length;
    trace.reads.push(...paths);
    trace.steps.push({ rule: rule.do, value, ...(problem === undefined ? {} : { problem: problem.message }) });
    return value;
  };
}
