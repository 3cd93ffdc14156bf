import './code.css';

/** A text as machines write it; long ones are scrolled, with the keyboard too. */
export function Code({ label, text }: { label: string; text: string }) {
  return (
    <pre class="handoff-code" role="region" aria-label={label} tabIndex={0}>
      {text}
    </pre>
  );
}
