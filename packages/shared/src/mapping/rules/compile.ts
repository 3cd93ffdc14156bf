import { compileCondition, conditionPaths } from '../condition.ts';
import { compilePointer, compileReader } from '../pointer.ts';
import type { Evaluate } from '../run.ts';
import type { Rule } from '../spec.ts';
import { toBoolean } from './boolean.ts';
import { coalesce, when } from './choose.ts';
import { toDate } from './date.ts';
import { toEmail } from './email.ts';
import { lookup } from './lookup.ts';
import { toNamePart } from './name.ts';
import { toNumber } from './number.ts';
import { e164, phoneCountry } from './phone.ts';
import { changeText, fillTemplate, join, parseTemplate, split, titleCase } from './text.ts';
import { openZone, type Zone } from './zone.ts';

/** What a rule is compiled with. */
export interface RuleCompiler {
  /** Notes that a rule cannot work whatever the event holds; the target then never gets a value. */
  refuse: (message: string) => Evaluate;
  /** Wraps each compiled rule, where the mapping is to be explained. */
  wrap: (rule: Rule, evaluate: Evaluate) => Evaluate;
}

/** Compiles one rule with the rules inside it. Everything that does not depend on the event is done here, once. */
export function compileRule(rule: Rule, compiler: RuleCompiler): Evaluate {
  return compiler.wrap(rule, compileBare(rule, compiler));
}

function compileBare(rule: Rule, compiler: RuleCompiler): Evaluate {
  const inner = (from: Rule): Evaluate => compileRule(from, compiler);
  const optional = (from: Rule | undefined): Evaluate | undefined => (from === undefined ? undefined : inner(from));
  switch (rule.do) {
    case 'path':
      return compilePointer(rule.path) === undefined
        ? compiler.refuse(`The path "${rule.path}" is not allowed.`)
        : compileReader(rule.path);
    case 'literal':
      return () => rule.value;
    case 'template': {
      const parsed = parseTemplate(rule.template);
      return typeof parsed === 'string' ? compiler.refuse(parsed) : fillTemplate(parsed);
    }
    case 'coalesce':
      return coalesce(rule.of.map(inner));
    case 'lookup':
      return lookup(inner(rule.from), rule.table, optional(rule.otherwise));
    case 'join':
      return join(rule.of.map(inner), rule.separator);
    case 'split':
      return split(inner(rule.from), rule.separator, rule.index);
    case 'trim':
      return changeText(inner(rule.from), (text) => text.trim());
    case 'lower':
      return changeText(inner(rule.from), (text) => text.toLowerCase());
    case 'title':
      return changeText(inner(rule.from), titleCase);
    case 'e164':
      return compilePhone(rule, inner, compiler);
    case 'email':
      return convert(inner(rule.from), toEmail);
    case 'number': {
      const decimal = rule.decimal ?? '.';
      return convert(inner(rule.from), (value, run) => toNumber(value, run, decimal));
    }
    case 'date':
      return compileDate(rule, inner, compiler);
    case 'boolean':
      return convert(inner(rule.from), toBoolean);
    case 'splitName': {
      const { part } = rule;
      return convert(inner(rule.from), (value, run) => toNamePart(value, run, part));
    }
    case 'when':
      return when(compileCondition(rule.if), inner(rule.then), optional(rule.otherwise));
  }
}

function convert(from: Evaluate, change: (value: unknown, run: Parameters<Evaluate>[1]) => unknown): Evaluate {
  return (root, run) => change(from(root, run), run);
}

function compilePhone(rule: Extract<Rule, { do: 'e164' }>, inner: (from: Rule) => Evaluate, compiler: RuleCompiler): Evaluate {
  const country = phoneCountry(rule.country);
  if (rule.country !== undefined && country === undefined) {
    return compiler.refuse(`"${rule.country}" is not a country whose phone numbers are known. Use a two-letter code such as DE.`);
  }
  return e164(inner(rule.from), country, rule.countryFrom === undefined ? undefined : inner(rule.countryFrom));
}

function compileDate(rule: Extract<Rule, { do: 'date' }>, inner: (from: Rule) => Evaluate, compiler: RuleCompiler): Evaluate {
  let zone: Zone;
  try {
    zone = openZone(rule.zone);
  } catch {
    return compiler.refuse(`"${rule.zone}" is not a time zone this computer knows; write one like "Europe/Berlin".`);
  }
  return convert(inner(rule.from), (value, run) => toDate(value, run, rule, zone));
}

/** The event paths one rule looks at itself, without those of the rules inside it. */
export function ownPaths(rule: Rule): string[] {
  if (rule.do === 'path') return [rule.path];
  if (rule.do === 'when') return conditionPaths(rule.if);
  const parsed = rule.do === 'template' ? parseTemplate(rule.template) : undefined;
  return typeof parsed === 'object' ? parsed.paths : [];
}
