import { Button, Notice } from '@wordpress/components';
import { Component } from '@wordpress/element';
import type { ReactNode } from 'react';
import { __ } from '../app/i18n.ts';

/** A screen that breaks, or whose file is gone after an update, says so instead of emptying the whole page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <Notice status="error" isDismissible={false} className="handoff-notice">
        <p>{__('This screen could not be shown. Events are captured and sent all the same.', 'handoff')}</p>
        <p>
          <code>{this.state.error.message}</code>
        </p>
        <Button variant="secondary" __next40pxDefaultSize onClick={() => window.location.reload()}>
          {__('Reload the page', 'handoff')}
        </Button>
      </Notice>
    );
  }
}
