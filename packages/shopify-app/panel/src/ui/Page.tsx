import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'wouter';
import { Banner } from '../app/Banner.tsx';

const CONTENT = 'handoff-content';
/** Whether a screen was there before: the first one leaves the keyboard where the browser put it. */
let isFirst = true;

/** Where the keyboard goes on when what it was on is gone, and nothing took its place. */
export function focusContent(): void {
  document.getElementById(CONTENT)?.focus();
}

interface PageProps {
  title: string;
  /** What the screen is for, where its title does not say it all. */
  intro?: ComponentChildren;
  /** The screens it stands among, at the same place on each of them. */
  tabs?: ComponentChildren;
  /** `narrow` for forms, `wide` for tables. */
  size?: 'small' | 'base' | 'large';
  /** Buttons with `slot="primary-action"` or `slot="secondary-actions"`; links with `slot="breadcrumb-actions"`. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** One screen: its title, what can be done on it, and its content. */
export function Page({ title, intro, tabs, size = 'base', actions, children }: PageProps) {
  const [path] = useLocation();
  const content = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = title;
  }, [title]);
  // After a change of screen, so that screen readers say where one is and the keyboard goes on from there.
  useEffect(() => {
    if (!isFirst) content.current?.focus();
    isFirst = false;
  }, [path]);
  return (
    <main id={CONTENT} tabIndex={-1} ref={content} aria-label={title}>
      <s-page heading={title} inlineSize={size}>
        {actions}
        <Banner />
        {tabs}
        {intro !== undefined && <s-paragraph color="subdued">{intro}</s-paragraph>}
        {children}
      </s-page>
    </main>
  );
}
