<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Capture\Problem;
use Handoff\Connection\ConnectionError;
use Handoff\Settings\InvalidSettings;

/** Gives every error of our routes, our own and WordPress', the one shape of the server's API. */
final class Errors
{
    public const SPACE = '/handoff/v1';

    public function register(): void
    {
        add_filter('rest_request_after_callbacks', [$this, 'afterCallbacks'], 10, 3);
        // An unknown route or a bad nonce never gets to a callback.
        add_filter('rest_post_dispatch', [$this, 'afterDispatch'], 10, 3);
    }

    /**
     * @param mixed $response
     * @param mixed $handler
     *
     * @return mixed
     */
    public function afterCallbacks($response, $handler, \WP_REST_Request $request)
    {
        return is_wp_error($response) && self::isOurs($request) ? self::ofWordPress(rest_convert_error_to_response($response)) : $response;
    }

    /**
     * @param mixed $response
     * @param mixed $server
     *
     * @return mixed
     */
    public function afterDispatch($response, $server, \WP_REST_Request $request)
    {
        $isForeign = $response instanceof \WP_REST_Response
            && $response->is_error()
            && is_array($response->get_data())
            && !isset($response->get_data()['error']);
        return $isForeign && self::isOurs($request) ? self::ofWordPress($response) : $response;
    }

    public static function of(\Throwable $error): ApiError
    {
        if ($error instanceof ApiError) {
            return $error;
        }
        if ($error instanceof InvalidSettings) {
            return new ApiError('invalid', $error->getMessage(), $error->problems);
        }
        if ($error instanceof ConnectionError) {
            return self::ofConnection($error);
        }
        Problem::report('a REST route', $error);
        return new ApiError('internal', __('Something went wrong on this site. It was written to its error log.', 'handoff'));
    }

    private static function ofConnection(ConnectionError $error): ApiError
    {
        $message = $error->getMessage();
        switch ($error->reason) {
            case 'empty':
            case 'wrong_product':
            case 'newer_version':
            case 'damaged':
            case 'insecure':
            case 'private_address':
                return new ApiError('invalid', $message, [['path' => '/code', 'message' => $message]]);
            case 'unavailable':
                return new ApiError('unavailable', $message);
            default:
                return new ApiError('conflict', $message);
        }
    }

    /**
     * WordPress' own members stay beside ours: its scripts renew a nonce by them.
     *
     * @param \WP_REST_Response $response An error answer of WordPress.
     */
    private static function ofWordPress(\WP_REST_Response $response): \WP_REST_Response
    {
        $data = (array) $response->get_data();
        $code = (string) ($data['code'] ?? '');
        $problems = self::problemsOf($code, (array) ($data['data'] ?? []));
        $error = new ApiError(
            self::codeOf($code, $response->get_status()),
            (string) ($problems[0]['message'] ?? $data['message'] ?? ''),
            $problems
        );
        if ($error->apiCode === 'invalid' || $error->apiCode === 'not_json') {
            $response->set_status($error->status());
        }
        $response->set_data($error->body() + $data);
        return $response;
    }

    private static function codeOf(string $code, int $status): string
    {
        if ($code === 'rest_invalid_json') {
            return 'not_json';
        }
        $byStatus = [400 => 'invalid', 401 => 'forbidden', 403 => 'forbidden', 404 => 'not_found', 409 => 'conflict', 429 => 'rate_limited'];
        return $byStatus[$status] ?? 'internal';
    }

    /**
     * @param array<string, mixed> $data
     *
     * @return array<int, array{path: string, message: string}>
     */
    private static function problemsOf(string $code, array $data): array
    {
        $problems = [];
        foreach ((array) ($data['params'] ?? []) as $name => $said) {
            $missing = $code === 'rest_missing_callback_param';
            $path = '/' . ($missing ? $said : $name);
            $words = $missing ? __('This is needed and was not given.', 'handoff') : (string) $said;
            $problems[] = ['path' => $path, 'message' => $words];
        }
        return $problems;
    }

    private static function isOurs(\WP_REST_Request $request): bool
    {
        return strpos($request->get_route(), self::SPACE . '/') === 0;
    }
}
