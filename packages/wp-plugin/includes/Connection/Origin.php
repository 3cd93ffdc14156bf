<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** Addresses of servers: scheme, host and port, nothing else. */
final class Origin
{
    /** Whether the text is an origin such as `https://handoff.example.com`, without path, user or stray characters. */
    public static function isOrigin(string $text): bool
    {
        if (strlen($text) > 300 || preg_match('~^https?://[^\s/?#@\\\\\x00-\x20]+\z~', $text) !== 1) {
            return false;
        }
        $parts = wp_parse_url($text);
        return is_array($parts) && !empty($parts['host']) && array_diff(array_keys($parts), ['scheme', 'host', 'port']) === [];
    }

    public static function host(string $origin): string
    {
        return (string) wp_parse_url($origin, PHP_URL_HOST);
    }

    /** @return int|null The port where one is named. */
    public static function port(string $origin): ?int
    {
        $port = wp_parse_url($origin, PHP_URL_PORT);
        return $port === null || $port === false ? null : (int) $port;
    }

    /** Whether what is sent there can be read on the way: not encrypted, and not on this machine or in its own network. */
    public static function isExposed(string $origin): bool
    {
        if (stripos($origin, 'https://') === 0) {
            return false;
        }
        $public = FILTER_FLAG_NO_PRIV_RANGE | FILTER_FLAG_NO_RES_RANGE;
        foreach (self::addresses(trim(self::host($origin), '[]')) as $address) {
            if (filter_var($address, FILTER_VALIDATE_IP, $public) !== false) {
                return true;
            }
        }
        return false;
    }

    /** @return string[] None for a name that is not known: then nothing can be sent there either. */
    private static function addresses(string $host): array
    {
        if (filter_var($host, FILTER_VALIDATE_IP) !== false) {
            return [$host];
        }
        // Names of this machine and its network are known to the first only, addresses of version 6 to the second only.
        return gethostbynamel($host) ?: array_column(@dns_get_record($host, DNS_AAAA) ?: [], 'ipv6');
    }
}
