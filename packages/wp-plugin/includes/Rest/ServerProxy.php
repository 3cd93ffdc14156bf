<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Connection\Answer;
use Handoff\Services;
use Handoff\Turnstile\Widget;

/**
 * The panel's way to the server: this site adds a token that names the person for a minute, and passes the answer on as
 * it is. No credential of the server reaches a browser. What the server says of the visitors' check is kept on the way, for
 * the site's own pages show it.
 */
final class ServerProxy
{
    private Services $services;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    public function register(): void
    {
        $methods = 'GET, POST, PUT, PATCH, DELETE';
        Route::add($methods, '/server/(?P<path>.+)', [Access::class, 'byMethod'], [$this, 'pass'], null);
        add_filter('rest_pre_serve_request', [PassedAnswer::class, 'serve'], 10, 3);
    }

    public function pass(\WP_REST_Request $request): \WP_REST_Response
    {
        $record = $this->services->pairings()->require();
        $path = ProxyPath::allowed((string) $request->get_url_params()['path'], $record->workspaceId);
        if ($path === null) {
            throw new ApiError('not_found', __('The panel does not reach this part of the server.', 'handoff'));
        }
        $method = $request->get_method() === 'HEAD' ? 'GET' : $request->get_method();
        if ($method !== 'GET') {
            $this->services->pairing()->refuseOnCopy();
        }
        $body = $request->get_body();
        $person = wp_get_current_user()->user_email;
        $answer = $this->services->server()->call($method, $path, self::query($request), $body === '' ? null : $body, $person);
        if ($answer->ok() && preg_match("~/sources/{$record->sourceId}/screening/services(/[a-z]+)?$~D", $path) === 1) {
            Widget::remember($answer->json()['turnstile'] ?? null, $this->services->clock()->now());
        }
        return $this->passOn($answer, $record->origin);
    }

    private function passOn(Answer $answer, string $origin): \WP_REST_Response
    {
        // The server speaks JSON; what does not comes from something in its place.
        if ($answer->json() === null) {
            $status = $answer->status;
            $why = $status === 0 ? $answer->error : sprintf(
                /* translators: 1: the server's address, 2: HTTP status. */
                __('%1$s answered with something a Handoff server does not say (status %2$d).', 'handoff'),
                $origin,
                $status
            );
            $words = __('The Handoff server cannot be reached right now. Events are captured and kept on this site meanwhile.', 'handoff');
            throw new ApiError('unavailable', "$words $why");
        }
        if ($answer->ok()) {
            $this->services->sending()->unblock('refused', 'clock', 'breaker');
        }
        if ($answer->errorCode() === 'source_revoked') {
            $this->services->sending()->block('refused', (string) $answer->errorMessage(), null);
        }
        return PassedAnswer::of($answer);
    }

    /**
     * What the panel asked, without what WordPress' own scripts add.
     *
     * @return array<string, mixed>
     */
    private static function query(\WP_REST_Request $request): array
    {
        $query = [];
        foreach ($request->get_query_params() as $name => $value) {
            if ($name !== 'rest_route' && strpos((string) $name, '_') !== 0) {
                $query[$name] = $value;
            }
        }
        return $query;
    }
}
