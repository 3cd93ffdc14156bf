import { __, fill } from '../../../../app/i18n.ts';
import { Folded, readable } from '../Folded.tsx';

interface Part {
  headers?: Record<string, string>;
  body?: string;
}

interface Recorded {
  request?: Part & { method?: string; url?: string };
  response?: Part & { status?: number };
  durationMs?: number;
}

/** One question to a destination and its answer; secrets were blanked before either was stored. */
export function Exchange({ exchange }: { exchange: Record<string, unknown> }) {
  const { request, response, durationMs } = exchange as Recorded;
  const took = durationMs === undefined ? '' : fill(__('{ms} ms', 'handoff'), { ms: Math.round(durationMs) });
  const outcome =
    response?.status === undefined ? __('no answer', 'handoff') : fill(__('answered {status}', 'handoff'), { status: response.status });
  return (
    <div className="handoff-exchange">
      <p>
        <code>
          {request?.method} {request?.url}
        </code>{' '}
        <span className="handoff-quiet">{[outcome, took].filter((part) => part !== '').join(', ')}</span>
      </p>
      {request !== undefined && <Folded title={__('What was asked', 'handoff')} value={textOf(request)} />}
      {response !== undefined && <Folded title={__('What was answered', 'handoff')} value={textOf(response)} />}
    </div>
  );
}

function textOf({ headers = {}, body = '' }: Part): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...lines, ...(body === '' ? [] : ['', readable(body)])].join('\n');
}
