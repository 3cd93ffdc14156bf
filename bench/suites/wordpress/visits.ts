import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Site } from '../../../e2e/wordpress/support/site.ts';

/** What a visitor's submission cost. */
export interface Visit {
  /** From sending the form to having the whole answer. */
  ms: number;
  /** Database queries until then. */
  queries: number;
}

/** Where the form is, and when a request of this web server lets its visitor go. */
export interface Counter {
  site: Site;
  url: string;
  form: number;
  letsGo: 'before' | 'after';
}

/** Sends the contact form once, as the form's own script does. Throws where the visitor is not thanked. */
export async function submit({ site, url, form, letsGo }: Counter, options: { without: boolean }): Promise<Visit> {
  const id = randomUUID();
  const body = new FormData();
  const fields = { _wpcf7: String(form), 'your-name': 'Ada', 'your-email': `${id}@example.com`, 'your-message': 'Two of the green ones.' };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const headers = { 'x-meter': id, ...(options.without ? { 'x-without-handoff': '1' } : {}) };
  const start = performance.now();
  const response = await fetch(`${url}/wp-json/contact-form-7/v1/contact-forms/${form}/feedback`, { method: 'POST', body, headers });
  const answer = (await response.json()) as { status?: string };
  const ms = performance.now() - start;
  if (answer.status !== 'mail_sent') throw new Error(`The form answered ${response.status}: ${JSON.stringify(answer)}`);
  const queries = Number(await readFile(join(site.folder, 'wp-content/meter', `${id}-${letsGo}`), 'utf8'));
  return { ms, queries };
}
