import type { ComponentChildren } from 'preact';

/** Fields under one another; Enter and a button of type `submit` send it. The page stays where it is. */
export function Form({ onSubmit, children }: { onSubmit: () => void; children: ComponentChildren }) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <s-stack gap="base">{children}</s-stack>
    </form>
  );
}
