<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Connection\Answer;

/** An answer of the server, byte for byte: reading and writing it again would turn `{}` into `[]` and round numbers. */
final class PassedAnswer extends \WP_REST_Response
{
    private string $body = '';

    public static function of(Answer $answer): self
    {
        $response = new self(json_decode($answer->body), $answer->status);
        $response->body = $answer->body;
        $wait = $answer->header('retry-after');
        if ($wait !== null) {
            $response->header('Retry-After', $wait);
        }
        return $response;
    }

    /**
     * The filter `rest_pre_serve_request`.
     *
     * @param mixed $served
     * @param mixed $response
     *
     * @return mixed
     */
    public static function serve($served, $response, \WP_REST_Request $request)
    {
        if ($served || !$response instanceof self || $request->get_method() === 'HEAD' || isset($request['_jsonp'])) {
            return $served;
        }
        // JSON by its header, which WordPress sent already; nothing in it is for a browser to run.
        // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped
        echo $response->body;
        return true;
    }
}
