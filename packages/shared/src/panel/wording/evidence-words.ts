import { fill, type Translate } from '../translate.ts';

/** A sentence of the server, and what the panel says in its place; just one text where that is the same. */
type Sentence = string | readonly [server: string, panel: string];

/**
 * What was seen, in the person's language: the server writes it in English, so that it is stored once. What is not known stays English.
 *
 * @param locale How numbers are written: `de-AT`.
 */
export function evidenceWords(evidence: string, t: Translate, locale: string): string {
  for (const [index, pattern] of patterns().entries()) {
    const found = pattern.exec(evidence);
    if (found !== null) return fill(panelText(sentences(t)[index] ?? evidence), valuesOf(found.groups, t, locale));
  }
  return disguise(evidence, t) ?? evidence;
}

/** What stands in the places of a sentence: names of the server's own in the person's language, all else as it is. */
function valuesOf(found: Record<string, string> | undefined, t: Translate, locale: string): Record<string, string> {
  const { script, check, seconds, ...rest } = found ?? {};
  return {
    ...rest,
    ...(script === undefined ? {} : { script: scripts(t)[script] ?? script }),
    ...(seconds === undefined ? {} : { seconds: Number(seconds).toLocaleString(locale) }),
    ...(check === undefined ? {} : { check: checks(t)[check] ?? check }),
  };
}

function scripts(t: Translate): Record<string, string> {
  return {
    Latin: t('Latin'),
    Cyrillic: t('Cyrillic'),
    Greek: t('Greek'),
    Arabic: t('Arabic'),
    Hebrew: t('Hebrew'),
    Han: t('Chinese'),
    Japanese: t('Japanese'),
    Hangul: t('Korean'),
    Thai: t('Thai'),
    Devanagari: t('Devanagari'),
  };
}

/** Those that rest on more than the message, so that they may fail. */
function checks(t: Translate): Record<string, string> {
  return {
    'Form token': t('The form’s own token'),
    'Proof of work': t('Proof of work'),
    'What your site has learned': t('What it has learned from you'),
  };
}

let known: RegExp[] | undefined;

function patterns(): RegExp[] {
  known ??= sentences((text) => text).map((sentence) => patternOf(typeof sentence === 'string' ? sentence : sentence[0]));
  return known;
}

/** `{name}` stands for anything. */
function patternOf(text: string): RegExp {
  const escaped = text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/\{(\w+)\}/g, '(?<$1>.+)')}$`, 's');
}

const panelText = (sentence: Sentence): string => (typeof sentence === 'string' ? sentence : sentence[1]);

/** Of several that fit the first holds. */
function sentences(t: Translate): readonly Sentence[] {
  return [
    t('No sign of spam was found.'),
    [
      'Transactional: not scored. Only what visitors type into public forms is checked for spam.',
      t('Only what visitors type into public forms is checked for spam.'),
    ],
    t('A hidden field that people cannot see was filled in with "{value}".'),
    t('The text contains {count} links to other sites.'),
    t('The e-mail address is at {domain}, which gives out throw-away addresses.'),
    t('The sender is covered by "{entry}" on your list of blocked senders.'),
    t('The sender is covered by "{entry}" on your list of trusted senders.'),
    t('The text contains "{word}", which is on your list of blocked words.'),
    t('{tools} on your site called this spam; {others} on your site found this genuine.'),
    t('{tools} on your site called this spam.'),
    t('{tools} on your site found this genuine.'),
    [
      'The form was sent {seconds} seconds after it was shown: faster than people can fill it in by hand.',
      t('The form was sent {seconds} s after it was shown: faster than people can fill it in by hand.'),
    ],
    [
      'The form was sent {seconds} seconds after it was shown: quicker than most people.',
      t('The form was sent {seconds} s after it was shown: quicker than most people.'),
    ],
    t('The form was sent without a single key press, click or touch.'),
    t('Somebody touched the form and took their time.'),
    t('The text is mostly random letters, such as "{word}".'),
    t('It is written in {script} letters, as hardly any genuine message to your site is.'),
    ...learned(t),
    ...rates(t),
    ...proofs(t),
    t('Akismet says that this is spam.'),
    t('Akismet says that this is spam, of the kind it would throw away unseen.'),
    t('Akismet sees no spam in this.'),
    t('The check "{check}" could not be run, so this was let through without it. Please have a look yourself.'),
    t('This is a test, and somebody asked for it to be sent.'),
    [
      'This is a test: it is kept and shown here, and nothing is sent to live destinations.',
      t('A test is kept and shown; nothing of it is sent to live destinations.'),
    ],
    ['Imported silently: kept for the record, not pushed.', t('It was imported silently: kept for the record, not sent.')],
    ['Says the same as {event}, sent a moment before.', t('It says the same as an earlier one, sent a moment before.')],
    [
      'Only watching this site so far; otherwise this would be: quarantine.',
      t('Only watching so far. Otherwise it would have been kept back.'),
    ],
    [
      'Only watching this site so far; otherwise this would be: review.',
      t('Only watching so far. Otherwise it would have been flagged for a look.'),
    ],
    ['Released by {person}.', t('Let go by {person}.')],
    t('What this said was erased with the personal data.'),
    [
      'Its personal data were erased at the person’s request before anything was sent.',
      t('Its personal data were erased before anything was sent.'),
    ],
  ];
}

function learned(t: Translate): readonly Sentence[] {
  return [
    t('The text reads like your spam, with hardly any doubt (learned from {spam} messages marked as spam and {genuine} found genuine).'),
    t('The text reads much like your spam (learned from {spam} messages marked as spam and {genuine} found genuine).'),
    t('The text reads a little like your spam (learned from {spam} messages marked as spam and {genuine} found genuine).'),
    t('The text reads like your genuine messages (learned from {spam} messages marked as spam and {genuine} found genuine).'),
    t('The text is unlike anything your site has taught so far, so it is not judged by it.'),
    t('By its words the text is not like your spam. That it is an offer nobody asked for counts instead.'),
    t('The text reads like what strangers write who want to sell something. Hardly any of your genuine messages do.'),
    t('What your site has learned counts the other signs in the text already, so they are not added to it.'),
    t('What a text says may flag a message; alone it keeps none back before your site has taught enough.'),
  ];
}

function rates(t: Translate): readonly Sentence[] {
  return [
    t('The same e-mail address sent at least {count} other messages within the hour.'),
    t('The same e-mail address sent {count} other messages within the hour.'),
    t('The same network sent at least {count} other messages within the hour.'),
    t('The same network sent {count} other messages within the hour.'),
    t('Another sender sent the same text within the last day.'),
    [
      'at least {count} other senders sent the same text within the last day.',
      t('At least {count} other senders sent the same text within the last day.'),
    ],
    t('{count} other senders sent the same text within the last day.'),
    t('A message of this address was released or marked as genuine before.'),
  ];
}

function proofs(t: Translate): readonly Sentence[] {
  return [
    t('The message came without the form’s token, so it was not sent from your page.'),
    t('The message carried a form token that this server did not make.'),
    t('The message carried a form token older than a day.'),
    t('The message carried a form token that was used for another message before.'),
    t('The message came without the small calculation your form asks browsers for.'),
    t('The message carried a wrong answer to the small calculation your form asks browsers for.'),
    t('The message answered a calculation that was asked for too long ago.'),
    t('The message carried the answer to a calculation that was used for another message before.'),
    t('The message came without the check (Turnstile) that your form asks visitors to pass.'),
    t('The message carried an answer that Turnstile never gave.'),
    t('The message carried an answer that Turnstile gave for another site or another purpose.'),
    t('The message carried the answer of Turnstile to another message.'),
    t('The message carried an answer of Turnstile that was no longer good.'),
  ];
}

/** How words were made unreadable for filters, in one way or several. */
function disguise(evidence: string, t: Translate): string | undefined {
  if (!evidence.startsWith('The text has ')) return undefined;
  const ways: [RegExp, string][] = [
    [/invisible characters within words \((?<count>\d+)\)/, t('invisible characters within words ({count})')],
    [/words that mix alphabets \((?<count>\d+)\)/, t('words that mix alphabets ({count})')],
    [/words spelled with gaps, such as "(?<word>.+)"/s, t('words spelled with gaps, such as "{word}"')],
  ];
  const said = ways.flatMap(([pattern, words]) => {
    const found = pattern.exec(evidence);
    return found === null ? [] : [fill(words, found.groups ?? {})];
  });
  return said.length === 0 ? undefined : fill(t('The text has {what}.'), { what: said.join(', ') });
}
