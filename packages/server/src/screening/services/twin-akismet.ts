import type { Hono } from 'hono';
import { z } from 'zod';
import { createTwin, type Twin } from '../../destinations/testing/twin.ts';

/** Akismet's own names for what a message may say; it ignores others, this twin does not. */
const Message = z.strictObject({
  api_key: z.string().min(1),
  blog: z.url(),
  user_ip: z.union([z.ipv4(), z.ipv6()]),
  user_agent: z.string().optional(),
  referrer: z.string().optional(),
  permalink: z.url().optional(),
  comment_type: z.enum(['comment', 'contact-form', 'signup', 'message']),
  comment_author: z.string().optional(),
  comment_author_email: z.string().optional(),
  comment_content: z.string().optional(),
  comment_date_gmt: z.iso.datetime(),
  blog_lang: z
    .string()
    .regex(/^[a-z]{2}(_[a-z]{2,})?$/)
    .optional(),
  blog_charset: z.literal('UTF-8'),
});
const Key = z.strictObject({ key: z.string().min(1), blog: z.url() });

export interface AkismetTwin extends Twin {
  /** The content of each message it was corrected about, in order. */
  corrected: { as: 'spam' | 'ham'; content: string | undefined }[];
}

const THANKS = 'Thanks for making the web a better place.';

/**
 * Akismet as its documentation has it: it knows one key and site, calls spam what mentions `viagra`, and blatant what does so twice.
 * A request that is not as documented is answered `invalid` and noted as a violation.
 */
export function createAkismetTwin(account = { key: 'abc123def456', site: 'https://bloom.example' }): AkismetTwin {
  const corrected: AkismetTwin['corrected'] = [];
  const routes = (app: Hono) => {
    const route = <Shape extends z.ZodType>(
      path: string,
      shape: Shape,
      answer: (body: z.infer<Shape>) => { text: string; headers?: Record<string, string> },
    ) =>
      app.post(path, async (c) => {
        const type = c.req.header('content-type') ?? '';
        const parsed = shape.safeParse(Object.fromEntries(new URLSearchParams(await c.req.text())));
        if (!type.startsWith('application/x-www-form-urlencoded')) twin.violations.push(`${path}: sent as ${type}`);
        if (!parsed.success) twin.violations.push(`${path}: ${z.prettifyError(parsed.error)}`);
        if (!parsed.success || !type.startsWith('application/x-www-form-urlencoded'))
          return c.text('invalid', 200, { 'X-akismet-debug-help': 'The request is not as documented.' });
        const { text, headers } = answer(parsed.data);
        return c.text(text, 200, headers ?? {});
      });
    const isKnown = (key: string, blog: string) => key === account.key && blog === account.site;
    route('/1.1/verify-key', Key, ({ key, blog }) => ({ text: isKnown(key, blog) ? 'valid' : 'invalid' }));
    route('/1.1/comment-check', Message, ({ api_key, blog, comment_content = '' }) => {
      if (!isKnown(api_key, blog)) return { text: 'invalid' };
      const signs = comment_content.split('viagra').length - 1;
      return { text: signs > 0 ? 'true' : 'false', headers: signs > 1 ? { 'X-akismet-pro-tip': 'discard' } : {} };
    });
    for (const as of ['spam', 'ham'] as const)
      route(`/1.1/submit-${as}`, Message, ({ api_key, blog, comment_content }) => {
        if (!isKnown(api_key, blog)) return { text: 'invalid' };
        corrected.push({ as, content: comment_content });
        return { text: THANKS };
      });
    app.notFound((c) => {
      twin.violations.push(`${c.req.method} ${c.req.path}: there is no such call`);
      return c.text('Not found', 404);
    });
  };
  const twin = createTwin({ origins: ['https://rest.akismet.com'], routes, snapshot: () => corrected });
  return { ...twin, corrected };
}
