interface CheckProps {
  label: string;
  checked: boolean;
  onChange: (isOn: boolean) => void;
  details?: string | undefined;
  disabled?: boolean;
}

/** On or off. */
export function Check({ onChange, details, ...rest }: CheckProps) {
  return <s-checkbox {...rest} details={details ?? ''} onChange={(event) => onChange(event.currentTarget.checked)} />;
}
