/** What a request to a site came to. */
export interface Page {
  status: number;
  headers: Headers;
  body: string;
  /** Where the redirects led. */
  url: string;
}

export interface Answer<T> {
  status: number;
  json: T;
}

/** Someone at a site: keeps cookies as a browser does, and follows redirects. */
export interface Visitor {
  /** A path of the site, or a whole URL. */
  get: (path: string, headers?: Record<string, string>) => Promise<Page>;
  /** Posts a form, as `application/x-www-form-urlencoded`, or as `multipart/form-data` where it is given as FormData. */
  post: (path: string, form: Record<string, string> | URLSearchParams | FormData, headers?: Record<string, string>) => Promise<Page>;
  /** Calls WordPress' REST API with this person's cookies and nonce, as the panel does: `rest('GET', 'handoff/v1/outbox')`. */
  rest: <T = unknown>(method: string, route: string, body?: unknown) => Promise<Answer<T>>;
}

const MAX_REDIRECTS = 5;

/** Someone who is not signed in. */
export function visit(siteUrl: string): Visitor {
  const cookies = new Map<string, string>();
  let nonce: string | undefined;

  const request = async (url: URL, init: RequestInit, left = MAX_REDIRECTS): Promise<Page> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie);
    const to = response.headers.get('location');
    if (to === null || response.status < 300 || response.status > 399 || left === 0) {
      return { status: response.status, headers: response.headers, body: await response.text(), url: url.href };
    }
    await response.arrayBuffer();
    return request(new URL(to, url), { method: 'GET' }, left - 1);
  };

  // A site of a network may live in a subfolder: its paths begin there.
  const at = (path: string): URL => new URL(path.startsWith('/') ? siteUrl.replace(/\/$/, '') + path : path);

  const visitor: Visitor = {
    get: (path, headers = {}) => request(at(path), { headers }),
    post: (path, form, headers = {}) =>
      request(at(path), {
        method: 'POST',
        headers,
        body: form instanceof FormData || form instanceof URLSearchParams ? form : new URLSearchParams(form),
      }),
    rest: async <T>(method: string, route: string, body?: unknown): Promise<Answer<T>> => {
      nonce ??= (await visitor.get('/wp-admin/admin-ajax.php?action=rest-nonce')).body;
      const page = await request(at(`/wp-json/${route}`), {
        method,
        headers: { 'x-wp-nonce': nonce, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: page.status, json: parsed(page) as T };
    },
  };
  return visitor;
}

/** Signs in through wp-login.php. Throws with what the page said where it does not let them in. */
export async function signIn(siteUrl: string, login = 'admin', password = 'password'): Promise<Visitor> {
  const visitor = visit(siteUrl);
  await visitor.get('/wp-login.php');
  const page = await visitor.post('/wp-login.php', {
    log: login,
    pwd: password,
    testcookie: '1',
    redirect_to: `${siteUrl}/wp-admin/profile.php`,
  });
  if (!new URL(page.url).pathname.includes('/wp-admin/'))
    throw new Error(`${login} could not sign in (${page.status}):\n${textOf(page.body)}`);
  return visitor;
}

/** What a person reads on a page, roughly: no tags, scripts and styles. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&#8217;|&#039;/g, "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function keep(cookies: Map<string, string>, header: string): void {
  const [pair = '', ...attributes] = header.split(';');
  const at = pair.indexOf('=');
  const name = pair.slice(0, at);
  const expires = attributes.map((attribute) => /^\s*expires=(.+)$/i.exec(attribute)?.[1]).find((date) => date !== undefined);
  if (expires !== undefined && Date.parse(expires) < Date.now()) cookies.delete(name);
  else cookies.set(name, pair.slice(at + 1));
}

function parsed({ status, body, url }: Page): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error(`${url} answered ${status} with something other than JSON:\n${body.slice(0, 2000)}`);
  }
}
