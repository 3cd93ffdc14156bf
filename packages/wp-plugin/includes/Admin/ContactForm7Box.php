<?php

declare(strict_types=1);

namespace Handoff\Admin;

use Handoff\Services;

/** Says inside Contact Form 7's editor whether the form's submissions are captured, and leads to its flows. */
final class ContactForm7Box
{
    private Services $services;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    public function register(): void
    {
        add_filter('wpcf7_editor_panels', [$this, 'addPanel']);
    }

    /**
     * @param array<string, array<string, mixed>> $panels
     *
     * @return array<string, array<string, mixed>>
     */
    public function addPanel(array $panels): array
    {
        if (current_user_can('handoff_view')) {
            $panels['handoff'] = ['title' => __('Handoff', 'handoff'), 'callback' => [$this, 'render']];
        }
        return $panels;
    }

    /** @param object $form Contact Form 7's form (WPCF7_ContactForm). */
    public function render($form): void
    {
        echo '<h2>' . esc_html__('Handoff', 'handoff') . '</h2><p>' . esc_html($this->words((string) $form->id())) . '</p>';
        printf('<p><a href="%s">%s</a></p>', esc_url(PanelPage::url('/flows')), esc_html__('Where submissions go', 'handoff'));
    }

    private function words(string $form): string
    {
        if ($this->services->pairings()->current() === null) {
            return __('This site is not connected to a Handoff server yet, so submissions of this form go nowhere else.', 'handoff');
        }
        $settings = $this->services->settings();
        if (!$settings->sourceEnabled('contact-form-7') || !$settings->formEnabled('contact-form-7', $form)) {
            return __('Submissions of this form are not captured. Turn it on in Handoff’s settings.', 'handoff');
        }
        return __('Submissions of this form are captured and sent where your flows say.', 'handoff');
    }
}
