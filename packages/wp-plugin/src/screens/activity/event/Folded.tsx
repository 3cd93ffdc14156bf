import { readable } from '@handoff/shared/panel';

/** What few people look at: open on demand. A text that is JSON is laid out. */
export function Folded({ title, value }: { title: string; value: unknown }) {
  return (
    <details className="handoff-folded">
      <summary>{title}</summary>
      <pre className="handoff-record-text" tabIndex={0}>
        {readable(value)}
      </pre>
    </details>
  );
}
