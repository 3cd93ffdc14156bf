import { Card, CardBody, CardHeader } from '@wordpress/components';
import { useId } from '@wordpress/element';
import type { ReactNode } from 'react';

/** One subject of a screen: a card with a heading, and what can be done about all of it. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Card as="section" className="handoff-section" aria-labelledby={id}>
      <CardHeader className="handoff-section__head">
        <h3 id={id}>{title}</h3>
        {actions !== undefined && <div className="handoff-actions">{actions}</div>}
      </CardHeader>
      <CardBody>{children}</CardBody>
    </Card>
  );
}
