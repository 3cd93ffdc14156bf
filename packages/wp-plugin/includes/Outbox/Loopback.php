<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/**
 * A call of the site to itself that sends what waits, for servers on which PHP cannot let a visitor go before it ends.
 * WordPress' own "non-blocking" requests wait up to a second for the answer, so this writes to the socket and leaves. Where
 * a host forbids such calls, cron sends a little later.
 */
final class Loopback
{
    public const ACTION = 'handoff_send';
    /** Loaded by WordPress with each request anyhow: to fire costs no query. */
    public const OPTION = 'handoff_loopback';
    /** Until when there is no use in trying: the host did not let the site reach itself. */
    public const CLOSED = 'handoff_loopback_closed';
    /** Seconds; on the same machine connecting takes a thousandth of one. */
    private const CONNECT = 0.3;
    private const CLOSED_FOR = 3600;

    /** Held until PHP ends, so that a server that gives up with its client has read the request by then. @var resource[] */
    private static array $held = [];

    /** Makes the first token, and what else would cost a query where it is missing. */
    public function install(): void
    {
        foreach ([self::OPTION => self::token(), self::CLOSED => 0] as $name => $value) {
            if (get_option($name) === false) {
                add_option($name, $value, '', true);
            }
        }
    }

    /** True where the call was written; nobody knows yet what came of it. */
    public function fire(): bool
    {
        $token = get_option(self::OPTION);
        $url = wp_parse_url(admin_url('admin-ajax.php'));
        $closedFor = (int) get_option(self::CLOSED) - time();
        $isClosed = $closedFor > 0 && $closedFor <= self::CLOSED_FOR; // Longer is what a wrong clock noted.
        if ($isClosed || !is_string($token) || !is_array($url) || !isset($url['host'], $url['path'])) {
            return false;
        }
        $socket = $this->connect($url);
        if ($socket === null) {
            update_option(self::CLOSED, time() + self::CLOSED_FOR, true);
            return false;
        }
        $body = http_build_query(['action' => self::ACTION, 'token' => $token]);
        $https = ($url['scheme'] ?? '') === 'https';
        $request = "POST {$url['path']} HTTP/1.1\r\nHost: {$url['host']}" . (isset($url['port']) ? ":{$url['port']}" : '')
            . "\r\nUser-Agent: Handoff\r\n" . ($https ? "X-Forwarded-Proto: https\r\n" : '')
            . "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " . strlen($body)
            . "\r\nConnection: close\r\n\r\n$body";
        stream_set_blocking($socket, false);
        self::$held[] = $socket;
        return @fwrite($socket, $request) === strlen($request);
    }

    /** Whether a call is ours: each token is taken once, and the next one put in its place. */
    public function accept(string $token): bool
    {
        global $wpdb;
        // Before the database, which compares in its own time: a stranger learns nothing, and empties no cache.
        $ours = get_option(self::OPTION);
        if ($token === '' || !is_string($ours) || !hash_equals($ours, $token)) {
            return false;
        }
        $changed = $wpdb->update(
            $wpdb->options,
            ['option_value' => self::token()],
            ['option_name' => self::OPTION, 'option_value' => $token]
        );
        wp_cache_delete(self::OPTION, 'options');
        wp_cache_delete('alloptions', 'options');
        return $changed === 1;
    }

    /**
     * The server that took the visitor's request is reached by the address it came in on, without a look-up of names.
     *
     * @param array<string, int|string> $url
     *
     * @return resource|null
     */
    private function connect(array $url)
    {
        $host = (string) ($_SERVER['SERVER_ADDR'] ?? '');
        $port = (int) ($_SERVER['SERVER_PORT'] ?? 0);
        $tls = $port === 443;
        if ($port === 0 || filter_var($host, FILTER_VALIDATE_IP) === false) {
            $tls = ($url['scheme'] ?? '') === 'https';
            $host = (string) $url['host'];
            $port = (int) ($url['port'] ?? ($tls ? 443 : 80));
        }
        $host = strpos($host, ':') !== false && $host[0] !== '[' ? "[$host]" : $host;
        $context = stream_context_create(
            ['ssl' => ['peer_name' => (string) $url['host'], 'verify_peer' => false, 'verify_peer_name' => false]]
        );
        $socket = @stream_socket_client(
            ($tls ? 'tls' : 'tcp') . "://$host:$port",
            $code,
            $words,
            self::CONNECT,
            STREAM_CLIENT_CONNECT,
            $context
        );
        return $socket === false ? null : $socket;
    }

    private static function token(): string
    {
        return bin2hex(random_bytes(16));
    }
}
