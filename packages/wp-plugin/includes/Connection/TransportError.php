<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** Says in plain words why a server could not be reached. */
final class TransportError
{
    public static function words(\WP_Error $error, string $origin): string
    {
        $said = $error->get_error_message();
        if ($error->get_error_code() === 'http_request_not_executed') {
            return sprintf(
                /* translators: %s: the server's host name. */
                __('This site may not call other servers (WP_HTTP_BLOCK_EXTERNAL). Add %s to WP_ACCESSIBLE_HOSTS in wp-config.php.', 'handoff'),
                Origin::host($origin)
            );
        }
        $curl = preg_match('/cURL error (\d+)/', $said, $match) === 1 ? (int) $match[1] : 0;
        if ($curl === 28 || stripos($said, 'timed out') !== false) {
            /* translators: %s: the server's address. */
            return sprintf(__('%s did not answer in time.', 'handoff'), $origin);
        }
        if (in_array($curl, [35, 51, 58, 60, 77], true) || stripos($said, 'certificate') !== false) {
            /* translators: 1: the server's address, 2: the technical reason. */
            return sprintf(__('A secure connection to %1$s could not be made: its certificate is not accepted (%2$s).', 'handoff'), $origin, $said);
        }
        if ($curl === 6 || ($curl === 0 && !self::isKnown(Origin::host($origin)))) {
            /* translators: %s: the server's address. */
            return sprintf(__('The address %s could not be found from this site. Check that it is right, and this site’s name resolution (DNS).', 'handoff'), $origin);
        }
        /* translators: 1: the server's address, 2: the technical reason. */
        return sprintf(__('%1$s could not be reached (%2$s).', 'handoff'), $origin, $said);
    }

    private static function isKnown(string $host): bool
    {
        return filter_var($host, FILTER_VALIDATE_IP) !== false || gethostbyname($host) !== $host;
    }

    public static function none(string $origin): string
    {
        /* translators: %s: the server's address. */
        return sprintf(__('%s gave no answer.', 'handoff'), $origin);
    }
}
