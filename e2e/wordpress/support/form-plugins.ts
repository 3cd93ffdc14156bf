/** How an owner makes a form with a plugin and a visitor fills it in; the same for the real plugin and its stand-in. */
export interface FormPlugin {
  /** The plugin's folder. */
  slug: string;
  title: string;
  /** The plugin's slug as a source of Handoff. */
  source: string;
  /** Makes the form “Ask us” by the plugin's own functions: the body of a PHP function that answers a page's content. */
  make: string;
  /** Where the page has its fields, as CSS selectors. */
  fields: { name: string; email: string; message: string };
  submit: string;
}

export const FORM_PLUGINS: FormPlugin[] = [
  {
    slug: 'contact-form-7',
    title: 'Contact Form 7',
    source: 'contact-form-7',
    make: `$form = WPCF7_ContactForm::get_template(['title' => 'Ask us']);
      $form->set_properties(['form' => '<label>Your name [text* your-name]</label> <label>Your email [email* your-email]</label>'
        . ' <label>Your message [textarea your-message]</label> [submit "Send"]']);
      return '[contact-form-7 id="' . $form->save() . '"]';`,
    fields: { name: '[name=your-name]', email: '[name=your-email]', message: '[name=your-message]' },
    submit: '.wpcf7-form [type=submit]',
  },
];
