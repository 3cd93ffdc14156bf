/** A form field as whoever knows the form describes it. Everything may be missing. */
export interface FieldDescription {
  /** The key its answer comes under, or a pointer into the event. */
  key?: string | undefined;
  label?: string | undefined;
  name?: string | undefined;
  id?: string | undefined;
  placeholder?: string | undefined;
  aria?: string | undefined;
  autocomplete?: string | undefined;
  /** input, select, textarea. */
  tag?: string | undefined;
  /** The input's type: text, email, tel, checkbox, … or a form plugin's own name for it. */
  type?: string | undefined;
  /** What can be chosen. */
  options?: readonly string[] | undefined;
  /** What people recently answered. */
  values?: readonly string[] | undefined;
  /** Fields with the same `form` are neighbours. */
  form?: string | undefined;
  /** The place within the form; without it the order in the list counts. */
  position?: number | undefined;
  /** The language of the label, such as "de". */
  lang?: string | undefined;
}
