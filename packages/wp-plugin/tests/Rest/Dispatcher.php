<?php

declare(strict_types=1);

namespace Handoff\Tests\Rest;

/** WordPress' REST server with what it would send kept instead, so that a whole request can be looked at. */
final class Dispatcher extends \WP_REST_Server
{
    public int $status = 200;

    /** @var array<string, string> */
    public array $sent = [];

    /**
     * Serves a request as it comes from a browser.
     *
     * @param string                $route   Such as `/handoff/v1/status`, as it stands in the address.
     * @param array<string, string> $query
     * @param array<string, string> $headers
     *
     * @return array{0: int, 1: string, 2: array<string, string>} Status, body and headers.
     */
    public static function browse(string $method, string $route, array $query = [], string $body = '', array $headers = []): array
    {
        $server = new self();
        $GLOBALS['wp_rest_server'] = $server;
        do_action('rest_api_init', $server);
        $_SERVER['REQUEST_METHOD'] = $method;
        $_SERVER['REQUEST_URI'] = '/wp-json' . $route;
        $_GET = wp_slash($query);
        $_REQUEST = $_GET;
        $_POST = [];
        $GLOBALS['HTTP_RAW_POST_DATA'] = $body;
        foreach ($headers + ($body === '' ? [] : ['Content-Type' => 'application/json']) as $name => $value) {
            $key = strtoupper(str_replace('-', '_', $name));
            $_SERVER[$key === 'CONTENT_TYPE' ? $key : "HTTP_$key"] = $value;
        }
        ob_start();
        $server->serve_request($route);
        return [$server->status, (string) ob_get_clean(), $server->sent];
    }

    public function send_header($key, $value) // phpcs:ignore PSR1.Methods.CamelCapsMethodName
    {
        $this->sent[$key] = $value;
    }

    public function remove_header($key) // phpcs:ignore PSR1.Methods.CamelCapsMethodName
    {
        unset($this->sent[$key]);
    }

    protected function set_status($code) // phpcs:ignore PSR1.Methods.CamelCapsMethodName
    {
        $this->status = (int) $code;
    }
}
