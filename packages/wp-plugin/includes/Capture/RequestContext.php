<?php

declare(strict_types=1);

namespace Handoff\Capture;

/** What the visitor's request says of how a form was sent. */
final class RequestContext
{
    /**
     * @return array<string, mixed> page, referrer, utm, ip, userAgent, locale, traceparent, honeypot, scriptRan; what is not known is left out.
     */
    public static function current(): array
    {
        $referer = self::server('HTTP_REFERER');
        $page = self::isBackground() ? $referer : self::requestUrl();
        return array_filter(
            [
                'page' => $page,
                'referrer' => $referer === $page ? '' : $referer,
                'ip' => self::ip(),
                'userAgent' => self::server('HTTP_USER_AGENT'),
                'locale' => str_replace('_', '-', get_locale()),
                'traceparent' => Traceparent::current(),
            ] + self::akismetFields(),
            static fn($value): bool => $value !== ''
        );
    }

    /**
     * The campaign parameters in a page's address: `?utm_source=news` gives `{source: "news"}`.
     *
     * @return array<string, string>
     */
    public static function utm(string $page): array
    {
        parse_str((string) wp_parse_url($page, PHP_URL_QUERY), $query);
        $utm = [];
        foreach ($query as $name => $value) {
            if (is_string($value) && $value !== '' && strpos((string) $name, 'utm_') === 0) {
                $utm[Text::clip(substr((string) $name, 4), 100)] = Text::clip(Text::clean($value), 500);
            }
        }
        return array_slice($utm, 0, 20, true);
    }

    /** Sent by a script or to an address of its own, so that the form stood on the page that led here. */
    private static function isBackground(): bool
    {
        return wp_doing_ajax()
            || (defined('REST_REQUEST') && REST_REQUEST)
            || in_array($GLOBALS['pagenow'] ?? '', ['admin-post.php', 'wp-comments-post.php'], true);
    }

    private static function requestUrl(): string
    {
        $host = self::server('HTTP_HOST');
        return $host === '' ? '' : set_url_scheme("http://$host" . self::server('REQUEST_URI'));
    }

    private static function ip(): string
    {
        /**
         * Filters the visitor's IP address, for sites behind a proxy whose header they trust.
         *
         * @param string $ip The address the request came from.
         */
        $ip = apply_filters('handoff_visitor_ip', self::server('REMOTE_ADDR'));
        return is_string($ip) && filter_var($ip, FILTER_VALIDATE_IP) !== false ? $ip : '';
    }

    /**
     * Akismet puts two fields into every form it guards: one that people cannot see (`…ak_hp_textarea`) and one that a
     * script fills with the time (`…ak_js`, a number below 250 where no script ran).
     *
     * @return array<string, mixed>
     */
    private static function akismetFields(): array
    {
        $found = [];
        // phpcs:ignore WordPress.Security.NonceVerification.Missing -- only read, after the form's plugin took the request.
        foreach ($_POST as $name => $value) {
            if (!is_string($value)) {
                continue;
            }
            if (preg_match('/(^|_)ak_hp_textarea$/', (string) $name) === 1) {
                $found['honeypot'] = trim(wp_unslash($value));
            } elseif (preg_match('/(^|_)ak_js$/', (string) $name) === 1 && is_numeric($value)) {
                $found['scriptRan'] = (float) $value > 250;
            }
        }
        return $found;
    }

    private static function server(string $name): string
    {
        $value = $_SERVER[$name] ?? '';
        return is_string($value) ? Text::clean(trim(wp_unslash($value))) : '';
    }
}
