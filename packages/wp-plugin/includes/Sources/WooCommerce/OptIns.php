<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

use Automattic\WooCommerce\Blocks\Domain\Services\CheckoutFields;
use Automattic\WooCommerce\Blocks\Package;
use Handoff\Capture\Text;

/**
 * Reads which marketing boxes were ticked at a checkout. WooCommerce has none of its own: they come from newsletter
 * plugins, whose names are known, or from fields the shop registered, where only an unmistakable name counts. A box that
 * was not ticked says nothing about an earlier consent.
 */
final class OptIns
{
    /** Field name => channel and, where the plugin keeps it in an option, the path to its wording. */
    private const KNOWN = [
        'mailchimp_woocommerce_newsletter' => ['email', ['mailchimp-woocommerce', 'newsletter_label']],
        'mailpoet_woocommerce_checkout_optin' => ['email', []],
        'kl_newsletter_checkbox' => ['email', ['klaviyo_settings', 'klaviyo_newsletter_text']],
        'kl_sms_consent_checkbox' => ['sms', ['klaviyo_settings', 'klaviyo_sms_consent_text']],
        '_mc4wp_subscribe_woocommerce' => ['email', ['mc4wp_integrations', 'woocommerce', 'label']],
        'automatewoo_optin' => ['email', []],
        'woo_ml_subscribe' => ['email', []],
        'gr_marketing_consent' => ['email', []],
    ];
    private const YES = ['newsletter', 'marketing', 'optin'];
    private const NO = ['no', 'not', 'dont', 'without', 'never', 'stop', 'optout', 'out', 'unsubscribe', 'decline', 'refuse'];

    /**
     * A post of the classic checkout. WooCommerce has checked its nonce.
     *
     * @param array<string, mixed> $posted What was posted, by field name.
     *
     * @return array<int, array{channel: string, field: string, wording: string}>
     */
    public static function ofPost(array $posted): array
    {
        $boxes = self::known();
        foreach (WC()->checkout()->get_checkout_fields() as $group) {
            foreach ((array) $group as $name => $field) {
                if (($field['type'] ?? '') === 'checkbox' && (isset($boxes[$name]) || self::isOptIn((string) $name))) {
                    $channel = $boxes[$name]['channel'] ?? self::channel((string) $name);
                    $boxes[$name] = ['channel' => $channel, 'wording' => (string) ($field['label'] ?? '')];
                }
            }
        }
        return self::ticked($boxes, $posted);
    }

    /**
     * A post of the block checkout: newsletter plugins send `optin` under a name of their own, the shop's own fields
     * come as additional fields.
     *
     * @return array<int, array{channel: string, field: string, wording: string}>
     */
    public static function ofRequest(\WP_REST_Request $request): array
    {
        $boxes = self::known();
        $posted = [];
        foreach ((array) ($request['extensions'] ?? []) as $plugin => $sent) {
            if (is_array($sent) && array_key_exists('optin', $sent)) {
                $boxes["$plugin/optin"] = ['channel' => 'email', 'wording' => self::pluginWording((string) $plugin)];
                $posted["$plugin/optin"] = $sent['optin'];
            }
        }
        foreach (self::additionalFields() as $name => $field) {
            if (($field['type'] ?? '') === 'checkbox' && self::isOptIn((string) $name)) {
                $channel = self::channel((string) $name);
                $boxes[$name] = ['channel' => $channel, 'wording' => (string) ($field['label'] ?? '')];
            }
        }
        return self::ticked($boxes, $posted + (array) ($request['additional_fields'] ?? []));
    }

    /**
     * @param array<string, array{channel: string, wording: string}> $boxes
     * @param array<string, mixed>                                   $posted
     *
     * @return array<int, array{channel: string, field: string, wording: string}>
     */
    private static function ticked(array $boxes, array $posted): array
    {
        $ticks = [];
        foreach ($boxes as $name => $box) {
            $value = $posted[$name] ?? '';
            if (is_scalar($value) && !in_array(strtolower((string) $value), ['', '0', 'no', 'off', 'false'], true)) {
                $wording = Text::plain((string) $box['wording']);
                $ticks[] = ['channel' => (string) $box['channel'], 'field' => (string) $name, 'wording' => $wording];
            }
        }
        return $ticks;
    }

    /** @return array<string, array{channel: string, wording: string}> */
    private static function known(): array
    {
        $boxes = [];
        foreach (self::KNOWN as $name => [$channel, $path]) {
            $boxes[$name] = ['channel' => $channel, 'wording' => self::option($path)];
        }
        /**
         * Filters the checkout fields by which a buyer agrees to marketing.
         *
         * @param array<string, array{channel: string, wording: string}> $boxes By field name; channel is email, sms, whatsapp, phone or post.
         */
        return (array) apply_filters('handoff_checkout_opt_ins', $boxes);
    }

    /** `ns/marketing-opt-in` is one, `no_newsletter` and `newsletter_opt_out` are not. */
    private static function isOptIn(string $name): bool
    {
        $words = preg_split('/[^a-z0-9]+/', str_replace(['opt-in', 'opt_in'], 'optin', strtolower($name))) ?: [];
        return array_intersect($words, self::YES) !== [] && array_intersect($words, self::NO) === [];
    }

    private static function channel(string $name): string
    {
        return preg_match('/(?:^|[^a-z])(sms|whatsapp)(?:$|[^a-z])/i', $name, $match) === 1 ? strtolower($match[1]) : 'email';
    }

    private static function pluginWording(string $plugin): string
    {
        return strpos($plugin, 'mailchimp') === 0 ? self::option(self::KNOWN['mailchimp_woocommerce_newsletter'][1]) : '';
    }

    /** @param string[] $path The option's name and the members to follow. */
    private static function option(array $path): string
    {
        $value = $path === [] ? '' : get_option($path[0], '');
        foreach (array_slice($path, 1) as $member) {
            $value = is_array($value) ? ($value[$member] ?? '') : '';
        }
        return is_string($value) ? $value : '';
    }

    /** @return array<string, array<string, mixed>> The fields the shop registered for the block checkout, by their id. */
    private static function additionalFields(): array
    {
        return class_exists(Package::class) && class_exists(CheckoutFields::class)
            ? (array) Package::container()->get(CheckoutFields::class)->get_additional_fields()
            : [];
    }
}
