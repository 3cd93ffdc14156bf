<?php

declare(strict_types=1);

namespace Handoff\Rest;

/** Registers a route that answers every failure in the shape of the API, and refuses members it does not know. */
final class Route
{
    /**
     * @param string                              $path       Below `handoff/v1`, with named parts as WordPress writes them.
     * @param callable(\WP_REST_Request): mixed   $permission True or WP_Error.
     * @param callable(\WP_REST_Request): mixed   $do         What it gives is the answer, unless it is a response itself.
     * @param array<string, array<string, mixed>>|null $args  As WordPress' `args`; null where any body is passed on.
     */
    public static function add(string $methods, string $path, callable $permission, callable $do, ?array $args = []): void
    {
        register_rest_route(ltrim(Errors::SPACE, '/'), $path, [
            'methods' => $methods,
            'permission_callback' => $permission,
            'args' => $args ?? [],
            'callback' => static function (\WP_REST_Request $request) use ($do, $args) {
                try {
                    if ($args !== null) {
                        self::refuseUnknown($request, $args);
                    }
                    $answer = $do($request);
                    return $answer instanceof \WP_REST_Response ? $answer : new \WP_REST_Response($answer, 200);
                } catch (\Throwable $error) {
                    return Errors::of($error)->response();
                }
            },
        ]);
    }

    /** @param array<string, array<string, mixed>> $args */
    private static function refuseUnknown(\WP_REST_Request $request, array $args): void
    {
        $body = $request->get_json_params();
        $unknown = array_keys(array_diff_key(is_array($body) ? $body : [], $args));
        if ($unknown !== []) {
            $words = __('This is not known here.', 'handoff');
            throw new ApiError('invalid', $words, array_map(static fn($name) => ['path' => "/$name", 'message' => $words], $unknown));
        }
    }
}
