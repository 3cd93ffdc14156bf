<?php

declare(strict_types=1);

namespace Handoff\Turnstile;

use Handoff\Capture\Text;
use Handoff\Connection\SiteIdentity;

/** Cloudflare's check of visitors, as this site's forms show it where the server's settings ask for it. */
final class Widget
{
    /** What the server last said of it; loaded with every request. */
    public const OPTION = 'handoff_turnstile';
    /** Begins with `_`, so that Contact Form 7 does not take it for an answer. */
    public const FIELD = '_handoff_turnstile';
    /** Those that show it. Elsewhere nobody misses it. */
    private const SHOWN_BY = ['contact-form-7', 'wpforms', 'gravity-forms', 'wordpress-comments', 'wordpress-users'];
    /** Pages from a cache may be older than the check; what they send must not be kept back for it. */
    private const GRACE = 86400;
    private const MOST_BYTES = 2048;

    /** An option that is not there is asked for on every request; as an empty one it comes with all others. */
    public static function install(): void
    {
        add_option(self::OPTION, [], '', true);
    }

    /** Another server has said nothing of it yet. */
    public static function forget(): void
    {
        update_option(self::OPTION, [], true);
    }

    /**
     * Takes what the server says of it.
     *
     * @param mixed $turnstile `turnstile` of the server's `ScreeningServices`, null where it asks for none any more.
     */
    public static function remember($turnstile, int $now): void
    {
        $siteKey = is_array($turnstile) && !empty($turnstile['on']) ? (string) ($turnstile['siteKey'] ?? '') : '';
        $known = self::stored();
        if ($siteKey === '') {
            self::forget();
        } elseif (($known['siteKey'] ?? '') !== $siteKey) {
            update_option(self::OPTION, ['siteKey' => $siteKey, 'since' => $known['since'] ?? $now], true);
        }
    }

    /** Null where the forms show none. */
    public static function siteKey(): ?string
    {
        return self::stored()['siteKey'] ?? null;
    }

    /** The server takes no token that was made at another host than the site's. */
    public static function isOnRegistration(): bool
    {
        return SiteIdentity::present()->hasOwnLogin();
    }

    /**
     * What the visitor's browser got from Cloudflare; empty where it got nothing although the form shows the check, null
     * where the form does not, or not for long enough.
     */
    public static function answer(string $source, int $now): ?string
    {
        $known = self::stored();
        if ($known === [] || !in_array($source, self::SHOWN_BY, true) || ($source === 'wordpress-users' && !self::isRegistration())) {
            return null;
        }
        // phpcs:ignore WordPress.Security.NonceVerification.Missing -- only read, after the form's plugin took the request.
        $token = $_POST[self::FIELD] ?? '';
        $token = is_string($token) ? Text::clean(trim(wp_unslash($token))) : '';
        if ($token !== '') {
            return strlen($token) <= self::MOST_BYTES ? $token : '';
        }
        // Comments come by other ways too (the REST API, apps), which have no form to show it.
        $hasForm = $source !== 'wordpress-comments' || ($GLOBALS['pagenow'] ?? '') === 'wp-comments-post.php';
        return !$hasForm || $now - (int) $known['since'] < self::GRACE ? null : '';
    }

    /**
     * Whether this request sends WordPress' own registration form. Accounts come by many other ways (sign-in elsewhere, shops,
     * forms that make one), and the token of a form that makes one is that form's.
     */
    private static function isRegistration(): bool
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- only read; the form has no nonce.
        $isSent = ($_REQUEST['action'] ?? '') === 'register' && isset($_POST['user_login'], $_POST['user_email']);
        return $isSent && ($GLOBALS['pagenow'] ?? '') === 'wp-login.php' && self::isOnRegistration();
    }

    /** @return array{siteKey?: string, since?: int} */
    private static function stored(): array
    {
        $stored = get_option(self::OPTION);
        return is_array($stored) && is_string($stored['siteKey'] ?? null) && is_int($stored['since'] ?? null) ? $stored : [];
    }
}
