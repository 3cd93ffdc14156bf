/** How an owner makes a form with a plugin; the same for the real plugin and its stand-in. */
export interface FormPlugin {
  /** The plugin's folder. */
  slug: string;
  title: string;
  /** The plugin's slug as a source of Handoff. */
  source: string;
  /**
   * Puts the form “Ask us” with the fields “Your name”, “Your email” and “Your message” on the page `$page` by the plugin's
   * own functions: the body of a PHP function that answers the page's content.
   */
  make: string;
}

export const FORM_PLUGINS: FormPlugin[] = [
  {
    slug: 'contact-form-7',
    title: 'Contact Form 7',
    source: 'contact-form-7',
    make: `
      $form = WPCF7_ContactForm::get_template(['title' => 'Ask us']);
      $form->set_properties(['form' => '<label>Your name [text* your-name]</label> <label>Your email [email* your-email]</label>'
        . ' <label>Your message [textarea your-message]</label> [submit "Send"]']);
      return '[contact-form-7 id="' . $form->save() . '"]';`,
  },
  {
    slug: 'wpforms-lite',
    title: 'WPForms',
    source: 'wpforms',
    make: `
      $id = wp_insert_post(['post_type' => 'wpforms', 'post_status' => 'publish', 'post_title' => 'Ask us']);
      $fields = [
        1 => ['id' => '1', 'type' => 'text', 'label' => 'Your name', 'required' => '1'],
        2 => ['id' => '2', 'type' => 'email', 'label' => 'Your email', 'required' => '1'],
        3 => ['id' => '3', 'type' => 'textarea', 'label' => 'Your message'],
      ];
      $settings = ['form_title' => 'Ask us', 'submit_text' => 'Send', 'confirmations' => [1 => ['type' => 'message', 'message' => 'Thanks']]];
      wp_update_post(['ID' => $id, 'post_content' => wp_slash(wp_json_encode(['id' => $id, 'fields' => $fields, 'settings' => $settings]))]);
      return '[wpforms id="' . $id . '"]';`,
  },
  {
    slug: 'gravityforms',
    title: 'Gravity Forms',
    source: 'gravity-forms',
    make: `
      $id = GFAPI::add_form(['title' => 'Ask us', 'button' => ['type' => 'text', 'text' => 'Send'], 'fields' => [
        ['id' => 1, 'type' => 'text', 'label' => 'Your name', 'isRequired' => true],
        ['id' => 2, 'type' => 'email', 'label' => 'Your email', 'isRequired' => true],
        ['id' => 3, 'type' => 'textarea', 'label' => 'Your message'],
      ]]);
      return '[gravityform id="' . $id . '"]';`,
  },
  {
    slug: 'ninja-forms',
    title: 'Ninja Forms',
    source: 'ninja-forms',
    make: `
      $form = Ninja_Forms()->form()->get()->update_settings(['title' => 'Ask us'])->save();
      $id = $form->get_id();
      foreach (['textbox' => ['name', 'Your name'], 'email' => ['email', 'Your email'], 'textarea' => ['message', 'Your message'],
        'submit' => ['submit', 'Send']] as $type => [$key, $label]) {
        Ninja_Forms()->form($id)->field()->get()->update_settings(['type' => $type, 'key' => $key, 'label' => $label])->save();
      }
      Ninja_Forms()->form($id)->action()->get()->update_settings(['type' => 'save', 'active' => 1, 'label' => 'Record Submission'])->save();
      return '[ninja_form id=' . $id . ']';`,
  },
  {
    slug: 'fluentform',
    title: 'Fluent Forms',
    source: 'fluent-forms',
    make: `
      $field = fn($element, $name, $label) => ['element' => $element, 'attributes' => ['name' => $name], 'settings' => ['label' => $label]];
      $id = wpFluent()->table('fluentform_forms')->insertGetId(['title' => 'Ask us', 'status' => 'published', 'created_at' => current_time('mysql'),
        'form_fields' => wp_json_encode(['fields' => [$field('input_text', 'name', 'Your name'), $field('input_email', 'email', 'Your email'),
          $field('textarea', 'message', 'Your message')], 'submitButton' => ['element' => 'button', 'settings' => ['btn_text' => 'Send']]])]);
      return '[fluentform id="' . $id . '"]';`,
  },
  {
    slug: 'formidable',
    title: 'Formidable Forms',
    source: 'formidable',
    make: `
      $id = FrmForm::create(['form_key' => 'ask-us', 'name' => 'Ask us', 'status' => 'published', 'options' => []]);
      foreach (['text' => 'Your name', 'email' => 'Your email', 'textarea' => 'Your message'] as $type => $label) {
        FrmField::create(['form_id' => $id, 'field_key' => sanitize_title($label), 'name' => $label, 'type' => $type, 'required' => 0,
          'field_options' => []]);
      }
      return '[formidable id=' . $id . ']';`,
  },
  {
    slug: 'forminator',
    title: 'Forminator',
    source: 'forminator',
    make: `
      $row = fn($id, $type, $label) => ['wrapper_id' => "wrapper-$id", 'fields' => [['element_id' => $id, 'type' => $type, 'cols' => '12',
        'field_label' => $label]]];
      $id = Forminator_API::add_form('Ask us', [$row('name-1', 'name', 'Your name'), $row('email-1', 'email', 'Your email'),
        $row('textarea-1', 'textarea', 'Your message')], ['submitData' => ['custom-submit-text' => 'Send']]);
      return '[forminator_form id="' . $id . '"]';`,
  },
  {
    slug: 'elementor-pro',
    title: 'Elementor Pro',
    source: 'elementor-pro',
    make: `
      $field = fn($id, $type, $label) => ['_id' => $id, 'custom_id' => $id, 'field_type' => $type, 'field_label' => $label];
      $widget = ['id' => '7f3a2b1', 'elType' => 'widget', 'widgetType' => 'form', 'elements' => [], 'settings' => ['form_name' => 'Ask us',
        'form_fields' => [$field('name', 'text', 'Your name'), $field('email', 'email', 'Your email'), $field('message', 'textarea', 'Your message')],
        'submit_actions' => ['save-to-database'], 'button_text' => 'Send']];
      $container = ['id' => '1a2b3c4', 'elType' => 'container', 'settings' => [], 'elements' => [$widget]];
      update_post_meta($page, '_elementor_data', wp_slash(wp_json_encode([$container])));
      update_post_meta($page, '_elementor_edit_mode', 'builder');
      return '';`,
  },
  {
    slug: 'jetpack',
    title: 'Jetpack Forms',
    source: 'jetpack-forms',
    make: `
      $block = fn($type, $settings) => "<!-- wp:jetpack/$type " . wp_json_encode($settings) . ' /-->';
      return '<!-- wp:jetpack/contact-form --><div class="wp-block-jetpack-contact-form">'
        . $block('field-name', ['required' => true, 'label' => 'Your name']) . $block('field-email', ['required' => true, 'label' => 'Your email'])
        . $block('field-textarea', ['label' => 'Your message']) . $block('button', ['element' => 'button', 'text' => 'Send'])
        . '</div><!-- /wp:jetpack/contact-form -->';`,
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
