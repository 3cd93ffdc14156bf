import type { Deadline } from './read.ts';
import type { Classification } from './types.ts';

type TransportFailure = Extract<Classification, { kind: 'retry' | 'unknown' }>;

/** Failures of name resolution, of connecting and of the TLS handshake: no byte of the request has left. */
const NOTHING_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|EPROTO|CERT_[A-Z_]+|.*_CERT(_[A-Z_]+)?|UNABLE_TO_[A-Z_]+|ERR_TLS_[A-Z_]+|ERR_SSL_[A-Z_]+|HOSTNAME_MISMATCH)$/;

/** What it means that no whole answer came: certainly not done (`retry`), or not known (`unknown`; for reads always `retry`). */
export function transportFailure(
  error: unknown,
  context: { service: string; timeoutMs: number; reads: boolean; deadline: Pick<Deadline, 'timedOut' | 'signal'> },
): TransportFailure {
  const { service, deadline, reads } = context;
  const cause = rootCause(error);
  if (!deadline.signal.aborted && nothingSent(cause)) {
    return {
      kind: 'retry',
      code: 'unreachable',
      message: `${service} cannot be reached${reasonOf(cause)}. Nothing was sent; it will be tried again.`,
    };
  }
  const doubt = reads ? 'Nothing was changed; it will be tried again.' : 'Whether it took the data is not known.';
  const kind = reads ? 'retry' : 'unknown';
  if (deadline.timedOut()) {
    const seconds = Math.max(1, Math.round(context.timeoutMs / 1000));
    return {
      kind,
      code: 'timeout',
      message: `${service} did not answer within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}. ${doubt}`,
    };
  }
  if (deadline.signal.aborted) return { kind, code: 'stopped', message: `Handoff was stopped while waiting for ${service}. ${doubt}` };
  return { kind, code: 'connection_lost', message: `The connection to ${service} broke before it answered. ${doubt}` };
}

interface Cause {
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
}

/** `fetch` hides the real error as `cause`, and a connection tried over several addresses hides several. */
function rootCause(error: unknown): Cause {
  let cause: unknown = error;
  for (let depth = 0; depth < 5; depth++) {
    if (typeof cause !== 'object' || cause === null) return {};
    const inner: unknown = 'cause' in cause && cause.cause !== undefined ? cause.cause : undefined;
    if (inner === undefined) break;
    cause = inner;
  }
  return cause as Cause;
}

function nothingSent({ code, syscall, message }: Cause): boolean {
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (typeof message === 'string' && message.includes('before secure TLS connection was established')) return true;
  return typeof code === 'string' && NOTHING_SENT.test(code);
}

function reasonOf({ code }: Cause): string {
  if (code === 'ENOTFOUND') return ': its host name does not exist';
  if (code === 'ECONNREFUSED') return ': nothing answers at its address';
  if (typeof code === 'string' && /CERT|TLS|SSL|EPROTO|HOSTNAME_MISMATCH|UNABLE_TO/.test(code))
    return ': no safe connection could be made (its certificate is not valid)';
  return '';
}
