<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** What a connection code says: where the server is, the single-use code, and the thumbprint of the server's key. */
final class ConnectionCode
{
    private const PREFIX = 'hnd1_';

    /** What copying adds: white space, soft hyphens, zero-width characters, quotation marks. */
    private const NOISE = '/[\s\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{00ad}\x{200b}-\x{200d}\x{2060}\x{feff}"\'`“”„‘’«»]/u';

    public string $origin;
    public string $code;
    public string $thumbprint;

    private function __construct(string $origin, string $code, string $thumbprint)
    {
        $this->origin = $origin;
        $this->code = $code;
        $this->thumbprint = $thumbprint;
    }

    /**
     * Reads a pasted connection code.
     *
     * @throws ConnectionError `empty`, `wrong_product`, `newer_version` or `damaged`.
     */
    public static function decode(string $pasted): self
    {
        // Text that is not UTF-8 cannot be a code; what is left of it is judged below.
        $text = (string) preg_replace(self::NOISE, '', wp_check_invalid_utf8($pasted, true));
        if ($text === '') {
            throw new ConnectionError(
                'empty',
                __('No connection code was given. Create one on the Handoff server, then copy and paste it here.', 'handoff')
            );
        }
        if (preg_match('/^hnd\d+_/', $text, $prefix) !== 1) {
            throw new ConnectionError('wrong_product', self::whatItIs($text));
        }
        if ($prefix[0] !== self::PREFIX) {
            throw new ConnectionError(
                'newer_version',
                __('This connection code comes from a newer Handoff server. Update this plugin, then paste the code again.', 'handoff')
            );
        }
        $body = json_decode((string) Base64Url::decode(substr($text, strlen(self::PREFIX))), true);
        if (!self::complete($body)) {
            throw new ConnectionError(
                'damaged',
                __('This connection code is incomplete or was changed on the way. Copy the whole code again, or create a new one.', 'handoff')
            );
        }
        return new self($body['origin'], $body['code'], $body['thumbprint']);
    }

    /** @param mixed $body */
    private static function complete($body): bool
    {
        return is_array($body)
            && ($body['v'] ?? null) === 1
            && is_string($body['origin'] ?? null)
            && Origin::isOrigin($body['origin'])
            && is_string($body['code'] ?? null)
            && preg_match('/^[A-Za-z0-9_-]{16,128}\z/', $body['code']) === 1
            && is_string($body['thumbprint'] ?? null)
            && preg_match('/^[A-Za-z0-9_-]{43}\z/', $body['thumbprint']) === 1;
    }

    private static function whatItIs(string $text): string
    {
        if (preg_match('~^https?://~i', $text) === 1) {
            return __('This is a web address, not a Handoff connection code. Connection codes start with "hnd1_".', 'handoff');
        }
        if (preg_match('/^wh(sec|sk|pk)_/', $text) === 1) {
            return __('This is a signing key, not a Handoff connection code. Connection codes start with "hnd1_".', 'handoff');
        }
        return __('This is not a Handoff connection code. Connection codes start with "hnd1_".', 'handoff');
    }
}
