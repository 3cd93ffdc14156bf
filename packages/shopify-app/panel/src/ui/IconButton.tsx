interface IconButtonProps {
  icon: 'delete' | 'arrow-up' | 'arrow-down' | 'chevron-up' | 'chevron-down' | 'undo' | 'redo' | 'menu-horizontal';
  /** What it does, for screen readers and whoever hovers. */
  label: string;
  disabled?: boolean;
  onClick: () => void;
}

/** A small button that only shows a sign. */
export function IconButton({ icon, label, disabled = false, onClick }: IconButtonProps) {
  return <s-button variant="tertiary" icon={icon} accessibilityLabel={label} disabled={disabled} onClick={onClick} />;
}
