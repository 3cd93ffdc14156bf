import type { ComponentChildren } from 'preact';

interface NoticeProps {
  tone: 'info' | 'success' | 'warning' | 'critical';
  title?: string;
  /** Buttons with `slot="secondary-actions"`. */
  actions?: ComponentChildren;
  children?: ComponentChildren;
}

/** Says something that matters now: what happened, why, what to do. Screen readers hear of it when it appears. */
export function Notice({ tone, title, actions, children }: NoticeProps) {
  return (
    <div role={tone === 'critical' ? 'alert' : 'status'}>
      <s-banner tone={tone} {...(title === undefined ? {} : { heading: title })}>
        {children}
        {actions}
      </s-banner>
    </div>
  );
}
