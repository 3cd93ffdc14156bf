import { Card, CardBody, CardHeader } from '@wordpress/components';
import type { ReactNode } from 'react';

/** One subject of a screen: a card with a heading, and what can be done about all of it. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <Card className="handoff-section">
      <CardHeader className="handoff-section__head">
        <h3>{title}</h3>
        {actions !== undefined && <div className="handoff-actions">{actions}</div>}
      </CardHeader>
      <CardBody className="handoff-section__body">{children}</CardBody>
    </Card>
  );
}
