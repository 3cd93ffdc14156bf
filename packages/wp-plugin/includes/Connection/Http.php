<?php

declare(strict_types=1);

namespace Handoff\Connection;

/**
 * Calls the Handoff server and nothing else. WordPress refuses private addresses and unusual ports; they are allowed for
 * exactly the origin an administrator paired this site with, and only while our own request is under way.
 */
class Http
{
    /** Bytes; larger answers are not kept. */
    private const MAX_ANSWER = 8388608;

    private PairingStore $pairings;

    public function __construct(PairingStore $pairings)
    {
        $this->pairings = $pairings;
    }

    /**
     * Calls the paired server.
     *
     * @param array<string, string> $headers
     */
    public function send(string $method, string $url, array $headers, ?string $body, int $timeoutSeconds): Answer
    {
        $record = $this->pairings->current();
        if ($record === null) {
            return Answer::failure(__('This site is not connected to a Handoff server yet.', 'handoff'));
        }
        return $this->sendTo($record->origin, $method, $url, $headers, $body, $timeoutSeconds);
    }

    /**
     * Calls a server that an administrator just named by its connection code.
     *
     * @param array<string, string> $headers
     */
    public function sendTo(string $origin, string $method, string $url, array $headers, ?string $body, int $timeoutSeconds): Answer
    {
        if (!Origin::isOrigin($origin) || strpos($url, $origin . '/') !== 0 || preg_match('/[\x00-\x20\x7f\\\\]/', $url) === 1) {
            return Answer::failure(__('This address does not belong to the Handoff server, so it was not called.', 'handoff'));
        }
        $args = [
            'method' => $method,
            'headers' => $headers + ['Accept' => 'application/json'],
            'body' => $body,
            'timeout' => $timeoutSeconds,
            'httpversion' => '1.1',
            'user-agent' => 'Handoff/' . \Handoff\Plugin::VERSION . ' (WordPress)',
            'cookies' => [],
        ];
        return $this->answerOf(self::whileAllowed($origin, $url, static fn() => wp_safe_remote_request($url, $args)), $origin);
    }

    /**
     * @param callable(): (array<string, mixed>|\WP_Error) $call
     *
     * @return array<string, mixed>|\WP_Error
     */
    private static function whileAllowed(string $origin, string $url, callable $call)
    {
        $host = static fn($external, $asked, $askedUrl = '') => $askedUrl === $url ? true : $external;
        $ports = static fn($allowed, $asked = '', $askedUrl = '') => $askedUrl === $url ? [Origin::port($origin)] : $allowed;
        // Other plugins change the arguments of every request; what makes ours safe stays as it is.
        $safe = ['redirection' => 0, 'reject_unsafe_urls' => true, 'limit_response_size' => self::MAX_ANSWER + 1];
        $keep = static fn($args, $askedUrl = '') => $askedUrl === $url ? array_merge($args, $safe) : $args;
        add_filter('http_request_host_is_external', $host, PHP_INT_MAX, 3);
        add_filter('http_allowed_safe_ports', $ports, PHP_INT_MAX, 3);
        add_filter('http_request_args', $keep, PHP_INT_MAX, 2);
        try {
            return $call();
        } finally {
            remove_filter('http_request_host_is_external', $host, PHP_INT_MAX);
            remove_filter('http_allowed_safe_ports', $ports, PHP_INT_MAX);
            remove_filter('http_request_args', $keep, PHP_INT_MAX);
        }
    }

    /** @param array<string, mixed>|\WP_Error $response */
    private function answerOf($response, string $origin): Answer
    {
        if (is_wp_error($response)) {
            return Answer::failure(TransportError::words($response, $origin));
        }
        $body = (string) wp_remote_retrieve_body($response);
        if (strlen($body) > self::MAX_ANSWER) {
            return Answer::failure(__('The server’s answer is too large to be read.', 'handoff'));
        }
        $headers = [];
        foreach (wp_remote_retrieve_headers($response) as $name => $value) {
            $headers[strtolower((string) $name)] = is_array($value) ? implode(', ', $value) : (string) $value;
        }
        $status = (int) wp_remote_retrieve_response_code($response);
        if ($status >= 300 && $status < 400) {
            return Answer::failure(sprintf(
                /* translators: %s: the server's address. */
                __('%s sends on to another address, which Handoff does not follow. Set the server’s public address (HANDOFF_PUBLIC_URL) right and pair again.', 'handoff'),
                $origin
            ));
        }
        return $status === 0 ? Answer::failure(TransportError::none($origin)) : new Answer($status, $body, '', $headers);
    }
}
