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

export function readable(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
