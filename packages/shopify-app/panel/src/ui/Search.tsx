/** Narrows a list down, letter by letter. */
export function Search({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  return (
    <s-search-field
      label={label}
      labelAccessibilityVisibility="exclusive"
      placeholder={label}
      value={value}
      autocomplete="off"
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
