interface TextInputProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** A `date` is a day as `2026-11-21`. */
  kind?: 'text' | 'email' | 'address' | 'secret' | 'number' | 'date';
  id?: string;
  details?: string | undefined;
  error?: string | undefined;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  /** For screen readers only, where what stands around it says what it is. */
  hideLabel?: boolean;
  maxLength?: number;
}

/** One line of text, told letter by letter. What is wrong with it stands beside it. */
export function TextInput({ kind = 'text', onChange, details, error, hideLabel = false, required = false, ...rest }: TextInputProps) {
  const { maxLength, ...shown } = rest;
  const shared = {
    ...shown,
    required,
    labelAccessibilityVisibility: hideLabel ? ('exclusive' as const) : ('visible' as const),
    details: details ?? '',
    error: error ?? '',
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  const length = maxLength === undefined ? {} : { maxLength };
  switch (kind) {
    case 'text':
      return <s-text-field {...shared} {...length} autocomplete="off" />;
    case 'email':
      return <s-email-field {...shared} {...length} autocomplete="off" />;
    case 'address':
      return <s-url-field {...shared} {...length} autocomplete="off" />;
    case 'number':
      return <s-number-field {...shared} autocomplete="off" />;
    case 'date':
      return <s-date-field {...shared} />;
    case 'secret':
      // Browsers ignore "off" for passwords and would fill in the one for Shopify.
      return <s-password-field {...shared} {...length} autocomplete="new-password" />;
  }
}
