import { Button } from '@wordpress/components';

/** Ends what a row is of; read aloud, it names the row. */
export function RowButton({ label, of, onClick }: { label: string; of: string; onClick: () => void }) {
  return (
    <Button variant="secondary" isDestructive size="compact" onClick={onClick}>
      {label}
      <span className="screen-reader-text"> {of}</span>
    </Button>
  );
}
