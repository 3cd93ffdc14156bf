import { randomBytes, randomUUID } from 'node:crypto';
import { generateSecret } from '@handoff/shared/event';

/** The keys of this run's stand-in accounts, by the environment variables workspace.yaml names. */
export interface DemoSecrets {
  DEMO_HUBSPOT_KEY: string;
  DEMO_MAILCHIMP_KEY: string;
  DEMO_SLACK_TOKEN: string;
  DEMO_BOOKS_SECRET: string;
}

/** Made anew for each run, in the vendors' own forms. */
export function makeSecrets(): DemoSecrets {
  return {
    DEMO_HUBSPOT_KEY: `pat-eu1-${randomUUID()}`,
    DEMO_MAILCHIMP_KEY: `${randomBytes(16).toString('hex')}-us21`,
    DEMO_SLACK_TOKEN: `xoxb-${randomBytes(6).toString('hex')}-${randomBytes(16).toString('hex')}`,
    DEMO_BOOKS_SECRET: generateSecret(),
  };
}

/** A text that was shown, logged, exported or stored, and where. */
export interface Seen {
  where: string;
  text: string;
}

/**
 * Looks for secrets, by name, in everything given: as they are, without the prefix that says what kind of key they are, and
 * as HTTP's basic sign-in and addresses write them. Answers who was found where, never the secret.
 */
export function findSecrets(secrets: Readonly<Record<string, string>>, seen: readonly Seen[]): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const needles = formsOf(secret);
    return seen.filter(({ text }) => needles.some((needle) => text.includes(needle))).map(({ where }) => `${name} in ${where}`);
  });
}

const SHORTEST = 12;

function formsOf(secret: string): string[] {
  const bare = secret.replace(/^(whsec_|whsk_|pat-eu1-|xoxb-|hnd1_|shp[a-z]{2}_)/, '');
  const basic = Buffer.from(`handoff:${secret}`).toString('base64');
  const forms = [secret, bare, encodeURIComponent(bare), Buffer.from(secret).toString('base64'), basic].map((form) =>
    form.replace(/=+$/, ''),
  );
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
}
