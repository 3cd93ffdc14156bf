import type { ComponentChildren } from 'preact';

interface FormProps {
  onSubmit: () => void;
  /** It is being sent: another Enter sends nothing twice. */
  busy?: boolean;
  children: ComponentChildren;
}

/** Fields under one another; Enter and a button of type `submit` send it. The page stays where it is. */
export function Form({ onSubmit, busy = false, children }: FormProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit();
      }}
    >
      <s-stack gap="base">{children}</s-stack>
    </form>
  );
}
