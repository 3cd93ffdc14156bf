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
  {
    slug: 'wpforms-lite',
    title: 'WPForms',
    source: 'wpforms',
    make: `$id = wp_insert_post(['post_type' => 'wpforms', 'post_status' => 'publish', 'post_title' => 'Ask us']);
      $fields = [
        1 => ['id' => '1', 'type' => 'text', 'label' => 'Your name', 'required' => '1'],
        2 => ['id' => '2', 'type' => 'email', 'label' => 'Your email', 'required' => '1'],
        3 => ['id' => '3', 'type' => 'textarea', 'label' => 'Your message'],
      ];
      $settings = ['form_title' => 'Ask us', 'submit_text' => 'Send', 'confirmations' => [1 => ['type' => 'message', 'message' => 'Thanks']]];
      wp_update_post(['ID' => $id, 'post_content' => wp_slash(wp_json_encode(['id' => $id, 'fields' => $fields, 'settings' => $settings]))]);
      return '[wpforms id="' . $id . '"]';`,
    fields: { name: '[name="wpforms[fields][1]"]', email: '[name="wpforms[fields][2]"]', message: '[name="wpforms[fields][3]"]' },
    submit: '.wpforms-form [type=submit]',
  },
  {
    slug: 'gravityforms',
    title: 'Gravity Forms',
    source: 'gravity-forms',
    make: `$id = GFAPI::add_form(['title' => 'Ask us', 'button' => ['type' => 'text', 'text' => 'Send'], 'fields' => [
        ['id' => 1, 'type' => 'text', 'label' => 'Your name', 'isRequired' => true],
        ['id' => 2, 'type' => 'email', 'label' => 'Your email', 'isRequired' => true],
        ['id' => 3, 'type' => 'textarea', 'label' => 'Your message'],
      ]]);
      return '[gravityform id="' . $id . '"]';`,
    fields: { name: '[name=input_1]', email: '[name=input_2]', message: '[name=input_3]' },
    submit: 'form:has([name=input_2]) [type=submit]',
  },
];

/** Makes the shop ready: the body of a PHP function that answers the classic checkout's address and a product for 12.50. */
export const SHOP = `
  if (wc_get_product(101)) {
    return ['checkout' => wc_get_checkout_url(), 'product' => 101];
  }
  $product = new WC_Product_Simple();
  $product->set_name('Assam Breakfast');
  $product->set_regular_price('12.50');
  $product->set_virtual(true);
  $page = wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Pay', 'post_content' => '[woocommerce_checkout]']);
  update_option('woocommerce_checkout_page_id', $page);
  update_option('woocommerce_bacs_settings', ['enabled' => 'yes', 'title' => 'Bank transfer']);
  return ['checkout' => get_permalink($page), 'product' => $product->save()];
`;
