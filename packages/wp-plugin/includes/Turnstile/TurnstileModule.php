<?php

declare(strict_types=1);

namespace Handoff\Turnstile;

use Handoff\Connection\PairingRecord;
use Handoff\Module;
use Handoff\Services;

/** Puts the check above the button of forms that can show it. Its script is loaded on pages with such a form only. */
final class TurnstileModule implements Module
{
    private const HANDLE = 'handoff-turnstile';
    private const SCRIPT = 'https://challenges.cloudflare.com/turnstile/v0/api.js';
    /** The server takes no token that was made for something else. */
    private const ACTION = 'handoff-form';
    /** A token is good once, and these forms may be sent again from the same page, any form from a page the browser brings back. */
    private const AGAIN = "addEventListener('pageshow',function(event){if(event.persisted&&window.turnstile){"
        . "document.querySelectorAll('.handoff-turnstile').forEach(function(widget){window.turnstile.reset(widget);});}});"
        . "['wpcf7mailsent','wpcf7mailfailed','wpcf7spam'].forEach(function(name){"
        . 'document.addEventListener(name,function(event){'
        . "var widget=event.target.querySelector('.handoff-turnstile');"
        . 'if(widget&&window.turnstile){window.turnstile.reset(widget);}});});';
    /**
     * Cloudflare draws what it finds at first. Gravity Forms may put a form there anew, for its next page or a missing answer,
     * and tells of it by the first of these events since 2.9, by the second (jQuery's) before.
     */
    private const REDRAW = "addEventListener('load',function(){function draw(){"
        . "document.querySelectorAll('.handoff-turnstile:empty').forEach(function(widget){var data=widget.dataset;"
        . 'if(window.turnstile){window.turnstile.render(widget,{sitekey:data.sitekey,action:data.action,'
        . "'response-field-name':data.responseFieldName,size:data.size});}});}"
        . "document.addEventListener('gform/post_render',draw);"
        . "if(window.jQuery){jQuery(document).on('gform_post_render',draw);}});";

    public function register(Services $services): void
    {
        // Registered with every request, so they cost nothing but a look at an option that is loaded anyway.
        add_filter('wpcf7_form_elements', [$this, 'beforeButton']);
        add_action('wpforms_display_submit_before', [$this, 'show'], 20, 0);
        add_filter('gform_submit_button', [$this, 'above']);
        add_filter('comment_form_submit_field', [$this, 'above']);
        add_action('register_form', [$this, 'showSmall'], 20, 0);
        add_action('handoff_connected', [$this, 'onConnected'], 10, 2);
        // A server that takes the site to be elsewhere would keep back whatever comes with a token made here.
        add_action('handoff_address_refused', [Widget::class, 'forget']);
    }

    /** A site that only moved shows what it showed. */
    public function onConnected(PairingRecord $record, bool $isNew): void
    {
        if ($isNew) {
            Widget::forget();
        }
    }

    /**
     * Above the form's first button, or below everything where it has none.
     *
     * @param mixed $html
     */
    public function beforeButton($html): string
    {
        $html = (string) $html;
        $found = preg_match('/<(?:input[^>]*type=["\']submit["\']|button\b)/i', $html, $match, PREG_OFFSET_CAPTURE);
        return substr_replace($html, $this->html(), $found === 1 ? (int) $match[0][1] : strlen($html), 0);
    }

    /** @param mixed $html */
    public function above($html): string
    {
        return $this->html() . (string) $html;
    }

    public function show(): void
    {
        // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped where it is made.
        echo $this->html();
    }

    /** The box of WordPress' own registration is narrower than the usual widget. */
    public function showSmall(): void
    {
        // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped where it is made.
        echo Widget::isOnRegistration() ? $this->html('compact') : '';
    }

    /** @param string $size As Cloudflare calls them: normal, compact. */
    private function html(string $size = 'normal'): string
    {
        $siteKey = Widget::siteKey();
        if ($siteKey === null || is_admin()) {
            return '';
        }
        $this->load();
        return sprintf(
            '<div class="cf-turnstile handoff-turnstile" data-sitekey="%s" data-action="%s" data-response-field-name="%s" data-size="%s"></div>',
            esc_attr($siteKey),
            esc_attr(self::ACTION),
            esc_attr(Widget::FIELD),
            esc_attr($size)
        );
    }

    private function load(): void
    {
        if (wp_script_is(self::HANDLE)) {
            return;
        }
        // Cloudflare asks for its address as it is, without a version.
        // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
        wp_enqueue_script(self::HANDLE, self::SCRIPT, [], null, ['in_footer' => true, 'strategy' => 'defer']);
        wp_add_inline_script(self::HANDLE, self::AGAIN . self::REDRAW, 'before');
    }
}
