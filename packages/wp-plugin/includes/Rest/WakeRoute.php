<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Capture\Problem;
use Handoff\Connection\WakeCall;
use Handoff\Outbox\OutboxModule;
use Handoff\Outbox\Response;
use Handoff\Services;

/** The server's signed call to send what waits. Public, because its signature is the permission. */
final class WakeRoute
{
    private Services $services;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    public function register(): void
    {
        Route::add('POST', '/wake', '__return_true', [$this, 'wake'], null);
    }

    public function wake(\WP_REST_Request $request): \WP_REST_Response
    {
        if (!(new WakeCall($this->services->pairings(), $this->services->clock()))->verify($request)) {
            throw new ApiError('signature_invalid', __('This call is not signed by the paired server, or was seen before.', 'handoff'));
        }
        add_action('shutdown', [$this, 'send'], PHP_INT_MAX - 1);
        return new \WP_REST_Response(['ok' => true], 202);
    }

    /** Where PHP cannot let the server go first, it hangs up after a few seconds; the sending goes on. */
    public function send(): void
    {
        try {
            ignore_user_abort(true);
            (new Response())->finish();
            do_action(OutboxModule::SWEEP);
        } catch (\Throwable $error) {
            Problem::report('sending after a wake call', $error);
        }
    }
}
