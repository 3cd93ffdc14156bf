interface TextAreaProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  rows?: number;
  details?: string | undefined;
  error?: string | undefined;
  disabled?: boolean;
  required?: boolean;
}

/** Several lines of text, told letter by letter. */
export function TextArea({ onChange, details, error, rows = 3, ...rest }: TextAreaProps) {
  return (
    <s-text-area
      {...rest}
      rows={rows}
      details={details ?? ''}
      error={error ?? ''}
      autocomplete="off"
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
