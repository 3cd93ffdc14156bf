/** How far a longer work has come; without a total it only shows that something goes on. */
export function Progress({ label, done, total }: { label: string; done: number; total: number | null }) {
  return <progress className="handoff-progress" aria-label={label} {...(total === null ? {} : { value: done, max: Math.max(total, 1) })} />;
}
