import type { Envelope } from '@handoff/shared/event';
import type { ContentModel } from './content/model.ts';
import type { AkismetVerdict } from './services/akismet.ts';

/** What screening may say. `duplicate` is the pipeline's to say: it needs the store. */
export type ScreenVerdict = 'accept' | 'review' | 'quarantine' | 'suppress';

/** One named reason. */
export interface Finding {
  /** The rule's name, stable: it is stored, counted and shown. */
  rule: string;
  /** Log-odds that this is spam, added up to the score: positive is spam, negative is genuine, 0 only explains. */
  weight: number;
  /** Why, in words a shop owner understands. */
  evidence: string;
  /** Decides by itself, whatever the score: quarantine. */
  hard?: boolean;
  /** Decides by itself, before everything else: this must not be sent. */
  suppress?: boolean;
}

/** The scores from which an event is flagged, and from which it is kept back. */
export interface Thresholds {
  review: number;
  quarantine: number;
}

/** What the source's owner chose. */
export interface ScreeningSettings {
  /** Verdicts about spam are shown and not acted on. A suppressed event stays suppressed: a test or an opt-out is a fact, not a judgement. */
  observe: boolean;
  thresholds: Thresholds;
  requireFormToken?: boolean | undefined;
  requireProofOfWork?: boolean | undefined;
  /** Words and phrases that are never in a genuine message to this site. Whole words, letter case aside. */
  blockedWords?: readonly string[] | undefined;
  /** Addresses (`ann@example.com`) and domains (`example.com`, with its subdomains) that are not wanted. */
  blockedSenders?: readonly string[] | undefined;
  /** Addresses and domains known to be genuine. */
  trustedEmails?: readonly string[] | undefined;
}

export interface ScreenInput {
  envelope: Envelope;
  /** Epoch milliseconds. */
  now: number;
  settings: ScreeningSettings;
  /** What the site's corrections came to; undefined while they are too few. */
  content?: ContentModel | undefined;
  /** What only the store knows. */
  facts?: Facts | undefined;
  /** A person asked for this test to be delivered, so it is not suppressed for being one. */
  testWanted?: boolean;
}

export type TokenState = 'valid' | 'missing' | 'wrong' | 'expired' | 'replayed';

/** What became of a visitor's Turnstile token. `elsewhere`: it was made for another site or another purpose. */
export type VisitorState = TokenState | 'elsewhere';

/** What was seen before this event. Absent: not looked for, or nothing there. */
export interface Facts {
  /** Other messages of the same e-mail address within the hour. */
  sameEmail?: number;
  /** Other messages from the same network (IPv4 /24, IPv6 /48) within the hour. */
  sameNetwork?: number;
  /** Other senders of the same text within a day. */
  sameContentSenders?: number;
  /** A message of this sender was released or marked as genuine. */
  knownGood?: boolean;
  /** Only where the source asks for form tokens. */
  formToken?: TokenState;
  /** Only where the source asks for proof of work. */
  proofOfWork?: TokenState;
  /** Only where Akismet was asked and answered. */
  akismet?: AkismetVerdict;
  /** Only where Cloudflare was asked and answered. */
  turnstile?: VisitorState;
  /** How many genuine examples of the site are in which script. */
  genuineScripts?: Readonly<Record<string, number>>;
  /** Checks that could not be made, by their titles. */
  failed?: readonly string[];
}

export interface ScreenResult {
  verdict: ScreenVerdict;
  /** The sum of the findings' weights. */
  score: number;
  /** Never empty. */
  findings: Finding[];
  /** In observe mode: the verdict that would have been acted on. */
  wouldBe?: ScreenVerdict;
  /** Rules that threw, for the log. Each also has a `rule_failed` finding. */
  failures?: { rule: string; error: unknown }[];
}

/** One spam rule: looks at one thing and says at most one thing. */
export interface Rule {
  name: string;
  /** For lists and settings, in plain words. */
  title: string;
  /** Looks at what the text says, not at how it was sent. */
  content?: true;
  evaluate: (input: ScreenInput) => Finding | undefined;
}
