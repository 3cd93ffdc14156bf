/** How far a longer work has come; without a total it only shows that something goes on. */
export function Progress({ label, done, total }: { label: string; done: number; total: number | null }) {
  if (total === null) return <s-spinner accessibilityLabel={label} />;
  return <s-progress accessibilityLabel={label} value={done} max={Math.max(total, 1)} />;
}
