import { Component, type ComponentChildren } from 'preact';
import { t } from '../app/i18n.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

/** A screen that breaks, or whose file is gone after an update, says so instead of emptying the whole page. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static override getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ComponentChildren {
    if (this.state.error === null) return this.props.children;
    return (
      <s-page heading={t('This screen could not be shown')}>
        <Notice
          tone="critical"
          actions={
            <Button slot="secondary-actions" onClick={() => window.location.reload()}>
              {t('Reload the page')}
            </Button>
          }
        >
          <s-paragraph>{t('This screen could not be shown. Events are captured and sent all the same.')}</s-paragraph>
          <s-paragraph color="subdued">{this.state.error.message}</s-paragraph>
        </Notice>
      </s-page>
    );
  }
}
